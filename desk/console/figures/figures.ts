import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import {
  FIGURE_PERIODS,
  NO_FIGURES,
  type CallFigures,
  type FiguresView,
} from '../../wire/figures.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { cardStyles } from '../parts/card.styles.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { formStyles } from '../parts/form.styles.ts';
import { icons } from '../parts/icons.ts';
import { Loaded } from '../parts/loaded.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { renderLoaded } from '../parts/render-loaded.ts';
import { segmentStyles } from '../parts/segment.styles.ts';
import { figureWords } from './figure-words.ts';
import { figuresStyles } from './figures.styles.ts';

const PERIODS = [...FIGURE_PERIODS, 'dates'] as const;
type Period = (typeof PERIODS)[number];

/**
 * @summary What each agent has done, and what was done on each line, in a period. For supervisors.
 * @element desk-figures
 */
export class DeskFigures extends ConsoleElement {
  static override styles = [...consoleStyles, cardStyles, formStyles, segmentStyles, figuresStyles];
  static override properties: PropertyDeclarations = {
    period: { state: true },
    from: { state: true },
    to: { state: true },
    areWrong: { state: true },
  };

  private readonly _figures = new Loaded<FiguresView>(this, () =>
    this.api.get<FiguresView>(`/figures?${this._query}`),
  );

  declare private period: Period;
  /** Dates as typed: `2026-11-22`; empty until they are chosen. */
  declare private from: string;
  declare private to: string;
  declare private areWrong: boolean;

  constructor() {
    super();
    this.period = 'today';
    this.from = this.to = '';
    this.areWrong = false;
  }

  protected override arrived(): void {
    void this._figures.ask();
  }

  protected override deskChanged(changed: string): void {
    if (this.period === 'today' && (changed === 'queue' || changed === 'lines'))
      this._figures.askSoon();
  }

  private get _query(): string {
    const { period, from, to } = this;
    return new URLSearchParams(
      period === 'dates' && from && to
        ? { from, to }
        : { period: period === 'dates' ? 'today' : period },
    ).toString();
  }

  private _choose(period: Period): void {
    this.period = period;
    this.areWrong = false;
    if (period === 'dates') {
      const { from = '', to = '' } = this._figures.value ?? {};
      this.from ||= from;
      this.to ||= to;
    } else void this._figures.ask();
  }

  private readonly _show = (event: Event): void => {
    event.preventDefault();
    const last = this.shopDate(this.store.now());
    this.areWrong = !this.from || !this.to || this.from > this.to || this.to > last;
    if (this.areWrong)
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
      );
    else void this._figures.ask();
  };

  /** The date at an instant on the shop's clock: `2026-11-22`. */
  private shopDate(instant: number): string {
    return new Intl.DateTimeFormat('en-CA', { timeZone: this.session.timeZone }).format(instant);
  }

  protected override template(t: Messages): TemplateResult {
    return html`<section class="card" aria-labelledby="title">
      <div class="row spread">
        <h2 id="title">${t.figures.title}</h2>
        <a class="button outline" href=${this.api.url(`/figures.csv?${this._query}`)} download
          >${icons.download}${t.figures.csv}</a
        >
      </div>
      <fieldset class="segment">
        <legend class="unseen">${t.figures.period}</legend>
        ${PERIODS.map((period) => this._period(period, t))}
      </fieldset>
      ${this.period === 'dates' ? this._dates(t) : nothing}
      ${renderLoaded(this._figures, t, (view) => this._view(view, t))}
    </section>`;
  }

  private _period(period: Period, t: Messages): TemplateResult {
    const on = period === this.period;
    return html`<label class=${on ? 'on' : ''}
      ><input
        type="radio"
        name="period"
        .checked=${on}
        @change=${() => this._choose(period)}
      />${t.figures.periods[period]}</label
    >`;
  }

  private _dates(t: Messages): TemplateResult {
    const date = (name: 'from' | 'to') =>
      html`<div class="field">
        <label for=${name}>${t.figures[name]}</label>
        <input
          id=${name}
          class="input"
          type="date"
          max=${this.shopDate(this.store.now())}
          .value=${this[name]}
          aria-invalid=${this.areWrong ? 'true' : 'false'}
          aria-describedby="wrong"
          @input=${(event: Event) => (this[name] = (event.target as HTMLInputElement).value)}
        />
      </div>`;
    return html`<form class="dates" novalidate @submit=${this._show}>
      ${date('from')}${date('to')}
      <button type="submit" class="button outline">${t.figures.show}</button>
      <p id="wrong" class="hint bad" role="alert">
        ${this.areWrong ? html`${icons.alert}<span>${t.figures.wrongDates}</span>` : nothing}
      </p>
    </form>`;
  }

  private _view(
    { from, to, total, before, agents, lines }: FiguresView,
    t: Messages,
  ): TemplateResult {
    if (!total.calls && !total.ratings) return html`<p class="quiet-words">${t.figures.none}</p>`;
    return html`<p class="small figures">${from === to ? from : `${from} – ${to}`}</p>
      ${this._trend(total, before, t)}
      ${this._table(
        t.figures.byAgent,
        t.figures.agent,
        agents.map(({ agent, figures }) => [this.agentName(agent), figures] as const),
        t,
      )}
      ${this._table(
        t.figures.byLine,
        t.figures.line,
        lines.map(({ line, figures }) => [this.lineName(line), figures] as const),
        t,
      )}`;
  }

  /** The whole period, beside the one before. */
  private _trend(total: CallFigures, before: CallFigures, t: Messages): TemplateResult {
    const was = figureWords(before, t, this.language);
    return html`<dl class="own">
      ${figureWords(total, t, this.language).map(
        ({ name, value, detail }, at) =>
          html`<div>
            <dt>${name}</dt>
            <dd>
              <b>${value}</b><span class="small">${detail}</span
              ><span class="small"
                >${before.calls ? t.figures.was(was[at]?.value ?? '') : nothing}</span
              >
            </dd>
          </div>`,
      )}
    </dl>`;
  }

  private _table(
    caption: string,
    head: string,
    rows: readonly (readonly [name: string, figures: CallFigures])[],
    t: Messages,
  ): TemplateResult {
    const heads = figureWords(rows[0]?.[1] ?? NO_FIGURES, t, this.language).map(({ name }) => name);
    return html`<table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${head}</th>
          ${heads.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, figures]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${figureWords(figures, t, this.language).map(
                (words) =>
                  html`<td data-name=${words.name}>
                    <b>${words.value}</b><span class="small">${words.detail}</span>
                  </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-figures': DeskFigures;
  }
}

import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { WallView } from '../../wire/wall.ts';
import { OUTCOMES } from '../../wire/ticket.ts';
import { countBars, keptBars } from '../parts/charts/bar-table.ts';
import { chartStyles } from '../parts/charts/chart.styles.ts';
import { dayBars } from '../parts/charts/day-bars.ts';
import { percentWords } from '../parts/charts/scale.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { durationWords, formatTicketNumber } from '../parts/format.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { pathOf, ticketPath } from '../parts/paths.ts';
import { segmentStyles } from '../parts/segment.styles.ts';
import { pageStyles } from '../parts/page.styles.ts';
import { tierName } from '../parts/tier-badge.ts';
import { Loaded } from '../parts/loaded.ts';
import { renderLoaded } from '../parts/render-loaded.ts';
import { wallStyles } from './wall.styles.ts';

type Days = WallView['days'];

/** How often the figures are reloaded: tickets become late without an event. */
const RELOAD_MS = 30_000;
const STARS = [1, 2, 3, 4, 5] as const;

/**
 * @summary Kept promises, outcomes and ratings, now and by day; also for a wall screen.
 * @element desk-wall
 */
export class DeskWall extends ConsoleElement {
  static override styles = [...pageStyles, chartStyles, segmentStyles, wallStyles];
  static override properties: PropertyDeclarations = { query: { attribute: false } };

  private readonly _wall = new Loaded(this, () =>
    this.api.get<WallView>(`/wall?days=${this._days}`),
  );
  private _timer: ReturnType<typeof setInterval> | undefined;

  /** Query of the current URL. */
  declare query?: URLSearchParams;

  override connectedCallback(): void {
    super.connectedCallback();
    this._timer = setInterval(() => this._wall.askSoon(), RELOAD_MS);
    this.addEventListener('fullscreenchange', this._look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this._timer);
    this.removeEventListener('fullscreenchange', this._look);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('query') && this.context) void this._wall.ask();
  }

  protected override deskChanged(changed: string): void {
    if (changed === 'queue' || changed === 'team') this._wall.askSoon();
  }

  private get _days(): Days {
    return this.query?.get('days') === '30' ? 30 : 1;
  }

  private get _isScreen(): boolean {
    return this.matches(':fullscreen');
  }

  private async _screen(t: Messages): Promise<void> {
    try {
      await (this._isScreen ? document.exitFullscreen() : this.requestFullscreen());
    } catch {
      this.announce(t.wall.noScreen, 'bad');
    }
  }

  private readonly _look = (): void => this.requestUpdate();

  protected override template(t: Messages): TemplateResult {
    const { value } = this._wall;
    return html`<div class="row spread">
        <h1>
          ${t.wall.title}
          ${value ? html`<span class="small figures">${t.wall.updated(this.time(value.asOf))}</span>` : nothing}
        </h1>
        <div class="row">
          <fieldset class="segment">
            <legend class="unseen">${t.wall.range}</legend>
            ${([1, 30] as const).map((days) => this._range(days, t))}
          </fieldset>
          <a class="button outline" href=${this.api.url(`/wall.csv?days=${this._days}`)} download
            >${icons.download}${t.wall.csv}</a
          >
          <button type="button" class="button outline" @click=${() => this._screen(t)}>
            ${icons.wall}${this._isScreen ? t.wall.leaveScreen : t.wall.screen}
          </button>
        </div>
      </div>
      ${renderLoaded(this._wall, t, (wall) => html`${this._now(wall.now, t)}${this._facts(wall, t)}${this._charts(wall, t)}${this._comments(wall, t)}`)}
      ${this._isScreen ? nothing : this._people()}`;
  }

  /** What the agent has done, and for supervisors what each has. Not for all to see on a screen. */
  private _people(): TemplateResult {
    return html`<desk-own-figures .context=${this.context}></desk-own-figures>
      ${this.isSupervisor ? html`<desk-figures .context=${this.context}></desk-figures>` : nothing}`;
  }

  private _range(days: Days, t: Messages): TemplateResult {
    const on = days === this._days;
    return html`<label class=${on ? 'on' : ''}
      ><input
        type="radio"
        name="days"
        .checked=${on}
        @change=${() => this.go(pathOf('wall', days === 1 ? {} : { days: `${days}` }), true)}
      />${t.wall.days[days]}</label
    >`;
  }

  private _now(now: WallView['now'], t: Messages): TemplateResult {
    const state = { late: now.late ? 'bad' : '', soonLate: now.soonLate ? 'warn' : '' } as Record<
      string,
      string
    >;
    const tile = (name: Exclude<keyof WallView['now'], 'atOpening'>) =>
      html`<div class="card tile ${state[name] ?? ''}">
        <dt>
          ${state[name] ? (name === 'late' ? icons.alert : icons.clock) : nothing}${t.wall.figures[name]}
        </dt>
        <dd>
          ${now[name]}${name === 'waiting' && now.atOpening ? html`<span class="small">${t.wall.atOpening(now.atOpening)}</span>` : nothing}
        </dd>
      </div>`;
    return html`<dl class="now" aria-label=${t.wall.now}>
      ${(['waiting', 'late', 'soonLate', 'later', 'agentsHere', 'agentsOnCall'] as const).map(tile)}
    </dl>`;
  }

  private _facts(
    { promise: { kept, broken }, medianFirstCallMs, ratings, calls }: WallView,
    t: Messages,
  ): TemplateResult {
    const due = kept + broken;
    const rated = ratings.reduce((sum, count) => sum + count, 0);
    const mean = ratings.reduce((sum, count, at) => sum + count * (at + 1), 0) / rated;
    const fact = (name: string, big: string | undefined, hint: string) =>
      html`<section class="card fact">
        <h2>${name}</h2>
        <p class="big">${big ?? '–'}</p>
        <p class="small">${hint}</p>
      </section>`;
    return html`<div class="facts">
      ${fact(t.wall.kept, due ? percentWords(kept, due, this.language) : undefined, due ? t.wall.keptOf(kept, due) : t.wall.nonePromised)}
      ${fact(t.wall.median, medianFirstCallMs === null ? undefined : durationWords(medianFirstCallMs, t), medianFirstCallMs === null ? t.wall.noneCalled : t.wall.medianHint)}
      ${fact(t.wall.calls, `${calls}`, t.wall.callsHint)}
      ${fact(t.wall.rating, rated ? new Intl.NumberFormat(this.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(mean) : undefined, rated ? t.wall.ratingOf(rated) : t.wall.noneRated)}
    </div>`;
  }

  private _charts({ byDay, byTier, outcomes, ratings }: WallView, t: Messages): TemplateResult {
    const { chart } = t.wall;
    const tiers = byTier.map(({ tier, promise }) => ({
      label: tierName(this.session, tier, this.language),
      promise,
    }));
    return html`<div class="charts">
      <div class="card whole">${dayBars('by-day', t.wall.byDay, byDay, chart, this.language)}</div>
      <div class="card">${keptBars('by-tier', t.wall.byTier, tiers, chart, this.language)}</div>
      <div class="card">
        ${countBars(
          t.wall.outcomes,
          OUTCOMES.map((outcome) => ({
            label: t.common.outcome[outcome],
            count: outcomes[outcome],
          })),
          chart,
          this.language,
        )}
      </div>
      <div class="card whole">
        ${countBars(t.wall.ratings, ratings.map((count, at) => ({ label: t.wall.stars(at + 1), count })).reverse(), chart, this.language)}
      </div>
    </div>`;
  }

  private _comments({ comments }: WallView, t: Messages): TemplateResult {
    return html`<section class="card" aria-labelledby="comments">
      <h2 id="comments">${t.wall.comments}</h2>
      ${
        comments.length
          ? html`<ul class="comments">
              ${comments.map(
                ({ number, rating, text, at }) =>
                  html`<li>
                    <div class="row spread">
                      <span class="stars" role="img" aria-label=${t.wall.stars(rating)}
                        >${STARS.map((star) => html`<span class=${star <= rating ? 'full' : ''}>${icons.star}</span>`)}</span
                      >
                      <span class="small figures">${this.when(at)}</span>
                    </div>
                    <p class=${text ? '' : 'quiet-words'}>${text ?? t.wall.noComment}</p>
                    <div>
                      <a class="link figures" translate="no" href=${ticketPath(number)}
                        >${t.wall.ticket(formatTicketNumber(number))}</a
                      >
                    </div>
                  </li>`,
              )}
            </ul>`
          : html`<p class="quiet-words">${t.wall.noneRated}</p>`
      }
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-wall': DeskWall;
  }
}

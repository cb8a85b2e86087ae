import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { LineDay, LineView } from '../../wire/lines.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { durationWords } from '../parts/format.ts';
import { icons } from '../parts/icons.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { dayName, hoursWords } from './hours-dialog.ts';
import { lineCardStyles } from './line-card.styles.ts';

export type LineAction = 'close' | 'reopen' | 'set-wait' | 'drop-wait' | 'set-hours' | 'drop-hours';

/** Asks the team page to change a line. */
export class LineActionEvent extends Event {
  static readonly type = 'console-line-action';

  constructor(
    readonly action: LineAction,
    readonly line: LineView,
    /** Of `drop-hours`: which day. */
    readonly date = '',
  ) {
    super(LineActionEvent.type, { bubbles: true });
  }
}

const BADGES = { open: 'ok', busy: 'warn', closed: '', unknown: '' } as const;

/**
 * @summary A line: its state for members, the source of that state, and a supervisor's controls.
 * @element desk-line-card
 * @fires console-line-action - A supervisor pressed a control.
 */
export class DeskLineCard extends ConsoleElement {
  static override styles = [...consoleStyles, lineCardStyles];
  static override properties: PropertyDeclarations = { line: { attribute: false } };

  /** The line. */
  declare line?: LineView;

  private _reason(
    { reason, at, until }: NonNullable<LineView['closed']>,
    { team }: Messages,
  ): string {
    return [
      this.text(reason),
      team.closedSince(this.when(at)),
      until === undefined ? team.untilReopened : team.until(this.when(until)),
    ].join(' · ');
  }

  /** Source of the line's state and its age: "来自电话系统，2 分钟前". */
  private _source({ source, load }: LineView, t: Messages): string {
    const { team, common } = t;
    const parts = [team.source[source]];
    const age = load && durationWords(this.store.now() - load.at, t);
    if (load?.stale && age) parts.push(team.loadStale(age));
    else if (load && age && source === 'phone-system')
      parts.push(common.ago(age), team.loadFacts(load.waiting, load.agents));
    return parts.join(common.comma);
  }

  /** Focuses the name of the line. */
  override focus(): void {
    this.renderRoot.querySelector('h3')?.focus();
  }

  protected override template(t: Messages): TemplateResult | typeof nothing {
    const { line } = this;
    if (!line) return nothing;
    const { team } = t;
    const { label, state, waitMinutes, waiting, closed, wait } = line;
    return html`<div class="row spread">
        <h3 tabindex="-1">${this.text(label)}</h3>
        <span class="badge ${closed ? 'bad' : BADGES[state]}"
          >${closed ? team.paused : team.state[state]}</span
        >
      </div>
      <p class="figures big">
        ${waitMinutes && state === 'busy' ? `${team.wait(...waitMinutes)} · ` : nothing}${team.waiting(waiting)}
      </p>
      <p class="small">${this._source(line, t)}</p>
      ${closed ? html`<p class="notice bad">${icons.alert}<span>${this._reason(closed, t)}</span></p>` : nothing}
      ${wait ? html`<p class="notice warn">${icons.clock}<span>${team.waitSet(team.wait(...wait.minutes), this.when(wait.until))}</span></p>` : nothing}
      ${line.days.map((day) => this._day(day, line, t))}
      ${this.isSupervisor ? this._controls(line, t) : nothing}`;
  }

  /** The hours that are set for a day. */
  private _day(
    { date, set }: LineDay,
    line: LineView,
    t: Messages,
  ): TemplateResult | typeof nothing {
    if (!set) return nothing;
    const { hours } = t.team;
    const name = dayName(date, this.store.now(), line.timeZone, t);
    const parts = [
      hours.isSet(name, hoursWords(set.periods, t)),
      set.reason && this.text(set.reason),
      hours.ends,
    ];
    return html`<p class="notice warn">
        ${icons.calendar}<span>${parts.filter(Boolean).join(' · ')}</span>
      </p>
      ${this.isSupervisor ? html`<button type="button" class="button quiet small-button" @click=${() => this.dispatchEvent(new LineActionEvent('drop-hours', line, date))}>${hours.drop(name)}</button>` : nothing}`;
  }

  private _controls(line: LineView, { team }: Messages): TemplateResult {
    const button = (action: LineAction, label: string) =>
      html`<button
        type="button"
        class="button outline small-button"
        @click=${() => this.dispatchEvent(new LineActionEvent(action, line))}
      >
        ${label}
      </button>`;
    return html`<div class="row actions">
      ${line.closed ? button('reopen', team.reopen) : button('close', team.close)}
      ${button('set-wait', team.adjustWait)} ${button('set-hours', team.hours.set)}
      ${line.wait ? button('drop-wait', team.dropWait) : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-line-card': DeskLineCard;
  }
}

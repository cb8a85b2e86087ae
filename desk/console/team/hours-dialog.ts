import { html, nothing, type TemplateResult } from 'lit';
import type { Period } from '../../../src/contract/hours.ts';
import { statusAt } from '../../../src/core/hours.ts';
import { pickText } from '../../../src/core/text.ts';
import { isOpen } from '../../../src/core/ticket-status.ts';
import { dateOfDay, dayOfDate, wallTime } from '../../../src/core/zone.ts';
import { DAY } from '../../../src/core/time.ts';
import { MAX_PERIODS, type LineDay, type LineView } from '../../wire/lines.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { changeLine } from './change-line.ts';
import { choice, field } from '../parts/field.ts';
import { FormDialog, type DialogForm } from '../parts/form-dialog.ts';
import { memberWords } from './line-preview.ts';
import { TeamChangedEvent } from './team-changed.ts';

interface Draft {
  line: LineView;
  date: string;
  kind: 'hours' | 'closed';
  periods: readonly Period[];
  reason: string;
}

/** "09:00–18:00、20:00–02:00"; the words for a closed day without periods. */
export const hoursWords = (periods: readonly Period[], { team, common }: Messages): string =>
  periods.length
    ? periods.map(({ from, to }) => `${from}–${to}`).join(common.listOf)
    : team.hours.closedAllDay;

/** "今天", "明天", or the day before. */
export const dayName = (
  date: string,
  now: number,
  timeZone: string,
  { team }: Messages,
): string => {
  const today = Math.floor(wallTime(timeZone, now) / DAY);
  const away = dayOfDate(date) - today;
  return away === 0 ? team.hours.today : away === 1 ? team.hours.tomorrow : team.hours.yesterday;
};

/**
 * @summary Dialog in which a supervisor sets the hours of a line for one day.
 * @element desk-hours-dialog
 * @fires console-team-changed - After the hours were set, with the team.
 * @fires console-dialog-closed - After the dialog closed.
 */
export class DeskHoursDialog extends FormDialog<Draft> {
  protected override async send({ line, date, kind, periods, reason }: Draft): Promise<void> {
    const words = reason.trim();
    const team = await changeLine(this.api, line.id, {
      hours: {
        date,
        periods: kind === 'closed' ? [] : [...periods],
        ...(words && { reason: words }),
      },
    });
    this.dispatchEvent(new TeamChangedEvent(team));
    this.announce(this.t.team.hours.done(this.text(line.label)));
  }

  open(line: LineView): void {
    const now = this.store.now();
    const today = dateOfDay(Math.floor(wallTime(line.timeZone, now) / DAY));
    // While a shift that began yesterday runs, "today" for the people in it is yesterday.
    this.start({
      line,
      ...of(line.days[0] ?? { date: today, usual: null }),
    });
  }

  protected override form(draft: Draft, t: Messages): DialogForm {
    const { hours } = t.team;
    const { line, date, kind, periods } = draft;
    const now = this.store.now();
    const wrong = kind === 'hours' ? this._wrong(periods, t) : undefined;
    const day = line.days.find((one) => one.date === date);
    return {
      title: hours.title(this.text(line.label)),
      submit: t.common.save,
      dangerous: kind === 'closed',
      isValid: wrong === undefined,
      body: html`${choice(
          'date',
          hours.day,
          line.days.map((one) => [
            one.date,
            `${dayName(one.date, now, line.timeZone, t)} ${one.date.slice(5).replace('-', '/')}`,
          ]),
          date,
          (value) =>
            this.set(
              of(line.days.find((one) => one.date === value) ?? day ?? { date, usual: null }),
            ),
        )}
        <p class="hint">${day?.usual ? hours.usual(hoursWords(day.usual, t)) : hours.unknown}</p>
        ${choice(
          'kind',
          hours.change,
          [
            ['hours', hours.kinds.hours],
            ['closed', hours.kinds.closed],
          ],
          kind,
          (value) => this.set({ kind: value }),
        )}
        ${kind === 'hours' ? this._periods(periods, wrong, t) : nothing}
        ${field({ id: 'reason', label: hours.reason, value: draft.reason, set: (reason) => this.set({ reason: reason.slice(0, 200) }) })}
        ${this._effect(draft, wrong === undefined, t)}`,
    };
  }

  private _periods(
    periods: readonly Period[],
    wrong: string | undefined,
    { team: { hours } }: Messages,
  ): TemplateResult {
    const put = (index: number, change: Partial<Period>) =>
      this.set({ periods: periods.map((one, at) => (at === index ? { ...one, ...change } : one)) });
    // A time field cannot say 24:00.
    const shown = (time: string) => (time === '24:00' ? '00:00' : time);
    return html`${periods.map(
        ({ from, to }, index) =>
          html`<div class="pair">
            ${field({ id: `from${index}`, label: hours.opens, type: 'time', value: shown(from), set: (value) => put(index, { from: value }), first: index === 0 })}
            ${field({ id: `to${index}`, label: hours.closes, type: 'time', value: shown(to), set: (value) => put(index, { to: value === '00:00' ? '24:00' : value }), error: this.showsErrors ? wrong : undefined, hint: to !== '24:00' && to <= from && to ? hours.nextDay : '' })}
          </div>`,
      )}
      <div class="row">
        ${periods.length < MAX_PERIODS ? html`<button type="button" class="button quiet small-button" @click=${() => this.set({ periods: [...periods, { from: '20:00', to: '22:00' }] })}>${hours.addPeriod}</button>` : nothing}
        ${periods.length > 1 ? html`<button type="button" class="button quiet small-button" @click=${() => this.set({ periods: periods.slice(0, -1) })}>${hours.dropPeriod}</button>` : nothing}
      </div>`;
  }

  /** What is wrong with the periods; undefined when nothing is. */
  private _wrong(periods: readonly Period[], { team: { hours } }: Messages): string | undefined {
    const isTime = (time: string) => /^\d\d:\d\d$/.test(time);
    return periods.length > 0 &&
      periods.every(({ from, to }) => isTime(from) && isTime(to) && from !== to)
      ? undefined
      : hours.wrong;
  }

  /** What members read at the moment it is saved, and the tickets that fall into closed hours. */
  private _effect(draft: Draft, isValid: boolean, t: Messages): TemplateResult | typeof nothing {
    if (!isValid) return nothing;
    const { hours } = t.team;
    const { line, date, kind, periods, reason } = draft;
    const { id, timeZone } = line;
    const now = this.store.now();
    const set = {
      weekly: [],
      dates: [{ from: date, periods: kind === 'closed' ? [] : [...periods] }],
    };
    const isClosedAt = (instant: number) =>
      dateOfDay(Math.floor(wallTime(timeZone, instant) / DAY)) === date &&
      statusAt(set, { timeZone }, instant).state === 'closed';
    const affected = this.store.rows.filter(
      (row) =>
        row.line === id &&
        isOpen(row.status) &&
        row.dueAt !== null &&
        row.dueAt > now &&
        (isClosedAt(row.dueAt - 1) || (row.window !== null && isClosedAt(row.window.from))),
    ).length;
    const isClosedNow = isClosedAt(now);
    const words = memberWords(this.language).status;
    return html`<div class="preview" role="status">
        <span class="small">${t.team.preview}</span>
        <p>
          ${[hoursWords(set.dates[0]?.periods ?? [], t), isClosedNow && words.closed, isClosedNow && reason.trim()].filter(Boolean).join(' · ')}
        </p>
      </div>
      ${affected ? html`<p class="notice warn">${icons.alert}<span>${hours.affected(affected)}</span></p>` : nothing}`;
  }
}

/** The draft's fields of a day: what is set, or else the usual hours. */
const of = ({
  date,
  usual,
  set,
}: LineDay): Pick<Draft, 'date' | 'periods' | 'kind' | 'reason'> => ({
  date,
  kind: set?.periods.length === 0 ? 'closed' : 'hours',
  periods: set?.periods.length
    ? set.periods
    : usual?.length
      ? usual
      : [{ from: '09:00', to: '18:00' }],
  reason: set?.reason === undefined ? '' : pickText(set.reason, 'zh-CN'),
});

declare global {
  interface HTMLElementTagNameMap {
    'desk-hours-dialog': DeskHoursDialog;
  }
}

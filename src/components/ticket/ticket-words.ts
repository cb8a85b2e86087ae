import type { Ticket } from '../../contract/ticket.ts';
import { formatDay, formatTime, formatWhen } from '../../i18n/when.ts';
import { formatWindow } from '../../i18n/window.ts';
import { wordsOf } from '../../i18n/words-of.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { formatTicketNumber } from '../../core/ticket-number.ts';
import { isOverdue } from '../../core/ticket-late.ts';
import { hasEnded } from '../../core/ticket-status.ts';
import { MINUTE } from '../../core/time.ts';

/** A step of the timeline. `now`: the current step. `ahead`: a step to come. */
export interface Step {
  words: string;
  when: string;
  state: '' | 'now' | 'ahead';
}

/** Kinds of steps that change the status. */
const STATUS_KINDS = /^(?:called-in|reopened)$/;

/** How long a call is said to come: it is dialled, and rings. Then it was at a time, ms. */
const CALLING_MS = 3 * MINUTE;

/** A ticket in words. Times are on the clock of its line; invalid ones are left out. */
export class TicketWords {
  constructor(
    private readonly _ticket: Ticket,
    private readonly _m: Messages,
    private readonly _language: string,
    /** The desk's time, epoch ms. */
    private readonly _now: number,
  ) {}

  when(instant: string | undefined): string {
    return this._inZone((zone) =>
      instant ? formatWhen(Date.parse(instant), this._now, this._language, zone) : '',
    );
  }

  /** The status in a few words: when the call comes, and what is being done. */
  get short(): string {
    const { _ticket: ticket, _m: m, _next: next, _window: window } = this;
    const { status, dueAt } = ticket;
    if (hasEnded(status)) return wordsOf(m.ended, status) ?? '';
    const state = this._isWaiting(status) ? m.callWaiting : (wordsOf(m.shortStatus, status) ?? '');
    if (status === 'calling')
      return this._cameIn ? m.inCall : this._over(this._soon.bind(this)) || state;
    const by = this._soon(dueAt);
    const call = window
      ? m.booked(window)
      : next
        ? m.callAt(this._soon(ticket.notBefore))
        : this.isLate
          ? m.late
          : by
            ? m.callBy(by)
            : '';
    const words = [call, state].filter(Boolean).join(' · ');
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  /** Whether the promise was already broken when the desk answered, by the desk's own clock. */
  get isLate(): boolean {
    return isOverdue(this._ticket);
  }

  /** The status in one line: an apology where the desk is late. */
  get lead(): string {
    const { _ticket: ticket, _m: m, _next: next } = this;
    const { status } = ticket;
    const by = this.isLate && this.when(ticket.dueAt);
    if (by) return m.overdue(by);
    if (status === 'solved' || status === 'closed' || status === 'cancelled')
      return m.ended[status];
    if (status === 'unreached') return next ? m.unreachedNext(next) : m.ticketStatus.unreached;
    if (status === 'follow-up') return next ? m.followUpNext(next) : m.ticketStatus['follow-up'];
    if (status === 'calling')
      return this._cameIn ? m.inCall : this._over((at) => this.when(at)) || m.ticketStatus.calling;
    if (this._unpromised)
      return this._isWaiting(status) ? m.callWaiting : (wordsOf(m.ticketStatus, status) ?? '');
    return m.received;
  }

  /**
   * When the agent calls, from which numbers, to which phone. For a ticket that was closed, why.
   */
  get promise(): string[] {
    const { _ticket: ticket, _m: m } = this;
    const { status, closedBecause, mergedInto, dueAt, opensAt, callsFrom, phone } = ticket;
    if (hasEnded(ticket.status))
      return [
        (status === 'closed' && wordsOf(m.closedBecause, closedBecause)) || '',
        mergedInto ? m.ticketRow(formatTicketNumber(mergedInto)) : '',
      ].filter(Boolean);
    if (!this.willCall) return [];
    const by = this.when(dueAt);
    const said = !by
      ? m.dueUnknown
      : this.isLate
        ? ''
        : this._window
          ? m.booked(this._window)
          : m.due(by);
    return [
      status === 'calling' ? '' : said,
      opensAt
        ? m.callsWhenOpen(this.when(opensAt))
        : this._isKept
          ? m.callsWhenOpen(this._next)
          : '',
      callsFrom.length ? m.callsFrom(callsFrom.join(m.listOf)) : '',
      phone ? m.callTo(phone) : '',
    ].filter(Boolean);
  }

  /** Whether an agent calls, or has just called, and nobody has said yet how that went. */
  get isCalled(): boolean {
    return this._ticket.status === 'calling' && this.willCall;
  }

  /** Whether an agent is going to call, or is calling: the member is not on the phone already. */
  get willCall(): boolean {
    return !this._unpromised && !(this._ticket.status === 'calling' && this._cameIn);
  }

  get steps(): Step[] {
    const { _ticket: ticket, _m: m } = this;
    const { timeline, status } = ticket;
    const ended = hasEnded(ticket.status);
    const statuses = timeline.filter(({ kind }) => !kind || STATUS_KINDS.test(kind));
    const last = statuses[statuses.length - 1];
    let missed = 0;
    const past = timeline
      .map((step): Step => {
        const words = step.kind
          ? wordsOf(m.happened, step.kind)
          : step.status === 'unreached'
            ? m.missed(++missed)
            : this._isWaiting(step.status)
              ? m.callWaiting
              : ((step === last && !this._isOver ? undefined : wordsOf(m.past, step.status)) ??
                wordsOf(m.ticketStatus, step.status));
        return { words: words ?? '', when: this.when(step.at), state: '' };
      })
      .filter(({ words }) => words);
    const now = past[past.length - 1];
    if (now && !ended) now.state = 'now';
    const ahead: Step[] = ended ? [] : [{ words: m.ahead.solved, when: '', state: 'ahead' }];
    if (!ended && status !== 'calling' && !this._unpromised)
      ahead.unshift({ words: m.ahead.calling, when: this._window || this._next, state: 'ahead' });
    return [...past, ...ahead];
  }

  /** When an agent began to call. Older desks say it in the timeline only. */
  private get _calledAt(): string | undefined {
    const { calledAt, timeline } = this._ticket;
    const calls = timeline.filter(({ status }) => status === 'calling');
    return calledAt ?? calls[calls.length - 1]?.at;
  }

  /** Whether the call can no longer be about to come. */
  private get _isOver(): boolean {
    return this._now - Date.parse(this._calledAt ?? '') >= CALLING_MS;
  }

  /** When the call was; empty while it may be about to come. */
  private _over(format: (at: string | undefined) => string): string {
    return this._isOver ? this._m.calledAt(format(this._calledAt)) : '';
  }

  /** Like {@link when}, without the day if that is today. */
  private _soon(instant: string | undefined): string {
    const { _now: now, _language: language } = this;
    return this._inZone((zone) => {
      if (!instant) return '';
      const at = Date.parse(instant);
      return formatDay(at, now, language, zone) === formatDay(now, now, language, zone)
        ? formatTime(at, language, zone)
        : formatWhen(at, now, language, zone);
    });
  }

  /** Time of the next call. Empty if it is unknown or past. */
  private get _next(): string {
    const { notBefore } = this._ticket;
    return Date.parse(notBefore ?? '') > this._now ? this.when(notBefore) : '';
  }

  /** The booked slot. Empty once the agent has called. */
  private get _window(): string {
    const { window, status } = this._ticket;
    return window && (status === 'waiting' || status === 'claimed')
      ? this._inZone((zone) => formatWindow(window, this._now, this._language, zone))
      : '';
  }

  /** Whether another attempt could be made now, if the line were not closed. */
  private get _isKept(): boolean {
    const { status, may } = this._ticket;
    // Desks of before do not say.
    return status === 'unreached' && !!this._next && 'ready' in may && !may.ready;
  }

  /** Whether the ticket of a call waits in this status: nobody has submitted it. */
  private _isWaiting(status: string): boolean {
    return status === 'waiting' && this._ticket.origin === 'call';
  }

  /** Whether the member is on the phone because they called. A row of a list has no timeline. */
  private get _cameIn(): boolean {
    const calls = this._ticket.timeline.filter(({ status }) => status === 'calling');
    const last = calls[calls.length - 1];
    return last ? last.kind === 'called-in' : this._unpromised;
  }

  /** Whether the member called, and no callback has been promised. */
  private get _unpromised(): boolean {
    const { origin, dueAt } = this._ticket;
    return origin === 'call' && !dueAt;
  }

  /** Formats in the zone of the line. Empty for an invalid instant or zone. */
  private _inZone(format: (zone: string) => string): string {
    try {
      return format(this._ticket.line.timeZone);
    } catch {
      return '';
    }
  }
}

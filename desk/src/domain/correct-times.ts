import type { Config } from '../../../src/contract/config.ts';
import { isOpen } from '../../../src/core/ticket-status.ts';
import { DAY, HOUR } from '../../../src/core/time.ts';
import type { Decision, TicketChange } from './change.ts';
import { lineHours } from './line-hours.ts';
import { isBroken } from './promise.ts';
import { dueAfter, dueAgreed, dueFromNow, retryAt } from './retry.ts';
import { latestPast } from './skew.ts';
import { promised } from './steps.ts';
import type { StoredTicket, TicketRecord } from './ticket.ts';

/** Instants of things that have happened. None can be later than now. */
const PAST = [
  'createdAt',
  'claimedAt',
  'firstCallAt',
  'callStartedAt',
  'nudgedAt',
  'reportedAt',
  'closedAt',
  'ratedAt',
  'erasedAt',
  'answeredAt',
  'consentAt',
] as const satisfies (keyof TicketRecord)[];

/**
 * With a clock that is ahead by more, nobody can choose a day by their own calendar: the desk would
 * refuse it as past. What they chose then counts from the clock that they saw, ms.
 */
const MAX_SAME_DAY_MS = DAY;

/**
 * A time that somebody chose at `writtenAt`, by a clock that was ahead. Counted from now it is
 * never too early, and late by at most as long as the clock was wrong.
 */
const chosen = (at: number, writtenAt: number, now: number): number =>
  now + Math.max(0, at - writtenAt);

/** The event that set the present promise: the creation, another time, or the result of a call. */
const promiseEvent = ({ timeline }: StoredTicket): StoredTicket['timeline'][number] | undefined =>
  timeline
    .filter(
      ({ kind, status, actor }, index) =>
        index === 0 ||
        kind === 'rescheduled' ||
        (kind === 'status' &&
          actor === 'agent' &&
          (status === 'unreached' || status === 'follow-up') &&
          // An agent who gives a ticket back writes the status from before the claim.
          (timeline[index - 1]?.status === 'calling' ||
            !timeline.slice(0, index).some((earlier) => earlier.status === status))),
    )
    .at(-1);

/** What a clock that was ahead promised, counted from now; nothing where it may stay. */
function promiseFromNow(ticket: StoredTicket, now: number, shop: Config): Partial<TicketRecord> {
  const event = promiseEvent(ticket);
  // A booked slot is the time that the member was shown.
  if (!event || event.at <= latestPast(now) || ticket.windowFrom !== null) return {};
  // Nothing is promised to somebody who is on the phone.
  if (event.kind === 'called-in') return {};
  const { hours, context } = lineHours(shop, ticket.line);
  const at = (notBefore: number, due = dueAfter): Partial<TicketRecord> =>
    promised(ticket, { notBefore, dueAt: due(notBefore, ticket, shop) }).set;
  if (event.kind === 'status' && event.status === 'unreached')
    return at(retryAt(ticket.attempts, now, hours, context) ?? now);
  if (event.kind === 'status' && event.status === 'follow-up')
    return ticket.notBefore === null || event.at - now <= MAX_SAME_DAY_MS
      ? {}
      : at(chosen(ticket.notBefore, event.at, now), dueAgreed);
  return promised(ticket, {
    notBefore: ticket.notBefore === null ? null : now,
    dueAt: dueFromNow(ticket, now, shop),
  }).set;
}

/**
 * Puts right what a clock that was ahead wrote into a ticket, once the clock is right. When it
 * really happened is not known; it was not later than now. So what has happened counts as of now,
 * and what was promised by that clock is promised from now. Booked slots stay.
 */
export function correctTimes({
  now,
  shop,
}: {
  now: number;
  shop: Config;
}): (ticket: StoredTicket) => Decision<'right'> {
  const isAhead = (at: number | null): boolean => at !== null && at > latestPast(now);
  return (ticket) => {
    const past = Object.fromEntries(
      PAST.filter((column) => isAhead(ticket[column])).map((column) => [column, now]),
    );
    const inquiries = ticket.inquiries.map((inquiry) => ({
      ...inquiry,
      ...(isAhead(inquiry.askedAt) && { askedAt: now }),
      ...(isAhead(inquiry.withdrawnAt) && { withdrawnAt: now }),
      ...(isAhead(inquiry.answeredAt) && { answeredAt: now }),
    }));
    const isWrong =
      Object.keys(past).length > 0 ||
      isAhead(ticket.overdueAt) ||
      ticket.timeline.some(({ at }) => isAhead(at));
    if (!isWrong) return { ok: false, refusal: 'right' };
    const set: TicketChange['set'] = {
      ...past,
      ...(ticket.inquiries.length > 0 && { inquiries }),
      ...(isOpen(ticket.status) && promiseFromNow(ticket, now, shop)),
    };
    // It was announced as broken; it is announced again only if that was not true yet.
    if (isAhead(ticket.overdueAt))
      set.overdueAt = isBroken({ ...ticket, ...set }, now) ? now : null;
    return {
      ok: true,
      change: { set, happenedBy: now, audit: { actor: 'desk', action: 'ticket.times-corrected' } },
    };
  };
}

/** A line that a supervisor closed for at most this long was closed for a time, not until one, ms. */
const LONGEST_PRESET_MS = 2 * HOUR;

/**
 * When a line opens again that was closed at `at` by a clock that was ahead, epoch ms; undefined
 * when a supervisor opens it.
 */
export function correctedUntil(
  { at, until }: { at: number; until: number | undefined },
  now: number,
): number | undefined {
  if (until === undefined) return undefined;
  const isDuration = until - at <= LONGEST_PRESET_MS || at - now > MAX_SAME_DAY_MS;
  return isDuration ? chosen(until, at, now) : until;
}

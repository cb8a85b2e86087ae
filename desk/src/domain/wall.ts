import { DAY } from '../../../src/core/time.ts';
import { dateOfDay, instantOf, wallTime } from '../../../src/core/zone.ts';
import type { Kept, WallView } from '../../wire/wall.ts';
import { median } from './median.ts';
import { isOpen } from '../../../src/core/ticket-status.ts';
import { firstPromise } from './promise.ts';
import type { QueueCounts } from './queue-counts.ts';
import { OUTCOMES } from '../../wire/ticket.ts';
import type { TicketRecord } from './ticket.ts';

/** The columns of a ticket that the wall counts. None of them identifies the member. */
export type WallTicket = Pick<
  TicketRecord,
  | 'number'
  | 'tier'
  | 'line'
  | 'topic'
  | 'status'
  | 'createdAt'
  | 'dueAt'
  | 'notBefore'
  | 'promiseMinutes'
  | 'firstCallAt'
  | 'firstCallDueAt'
  | 'attempts'
  | 'talkMs'
  | 'closedAt'
  | 'outcome'
  | 'rating'
  | 'feedback'
  | 'ratedAt'
>;

export type WallDays = WallView['days'];

/** Number of comments shown. */
const MAX_COMMENTS = 20;

const dayOf = (timeZone: string, instant: number): number =>
  Math.floor(wallTime(timeZone, instant) / DAY);

/** Start (epoch ms) of the period of a wall: `days` days on the shop's clock, including today. */
export const wallFrom = (days: WallDays, timeZone: string, now: number): number =>
  instantOf(timeZone, (dayOf(timeZone, now) - days + 1) * DAY);

/**
 * Wait from creation, or from `notBefore`, until the first call, ms. Undefined without a call, and
 * when the promise was moved after it.
 */
function firstWait({ firstCallAt, notBefore, createdAt }: WallTicket): number | undefined {
  const since = notBefore ?? createdAt;
  return firstCallAt === null || since > firstCallAt ? undefined : firstCallAt - since;
}

export interface WallInput {
  /** Tickets to which something happened since {@link wallFrom}; more do no harm. */
  tickets: readonly WallTicket[];
  queue: QueueCounts;
  /** Number of connected agents by presence. */
  presence: { here: number; onCall: number };
  days: WallDays;
  /** The shop's time zone. */
  timeZone: string;
  /** Epoch ms. */
  now: number;
}

/** Service figures: the queue now, and what happened in the period. */
export function wallView({ tickets, queue, presence, days, timeZone, now }: WallInput): WallView {
  const from = wallFrom(days, timeZone, now);
  const isWithin = (instant: number | null): instant is number =>
    instant !== null && instant >= from && instant <= now;

  const today = dayOf(timeZone, now);
  const byDay = Array.from({ length: days }, (_, index) => {
    const day = today - days + 1 + index;
    return {
      start: instantOf(timeZone, day * DAY),
      view: { date: dateOfDay(day), created: 0, promise: { kept: 0, broken: 0 } },
    };
  });
  const viewAt = (instant: number): (typeof byDay)[number]['view'] | undefined =>
    byDay.filter(({ start }) => start <= instant).pop()?.view;

  const promise: Kept = { kept: 0, broken: 0 };
  const byTier = new Map<string | null, Kept>();
  for (const ticket of tickets) {
    const createdOn = isWithin(ticket.createdAt) ? viewAt(ticket.createdAt) : undefined;
    if (createdOn) createdOn.created++;
    const first = firstPromise(ticket, now);
    if (!first || !isWithin(first.due)) continue;
    const ofTier = byTier.get(ticket.tier) ?? { kept: 0, broken: 0 };
    byTier.set(ticket.tier, ofTier);
    for (const count of [promise, ofTier, viewAt(first.due)?.promise])
      if (count) count[first.kept ? 'kept' : 'broken']++;
  }

  const ended = tickets.filter(({ closedAt, status }) => !isOpen(status) && isWithin(closedAt));
  const waits = tickets
    .filter(({ firstCallAt }) => isWithin(firstCallAt))
    .flatMap((ticket) => firstWait(ticket) ?? []);
  const rated = tickets.flatMap(({ number, rating, feedback, ratedAt }) =>
    rating !== null && isWithin(ratedAt) ? [{ number, rating, text: feedback, at: ratedAt }] : [],
  );
  const gave = (stars: number): number => rated.filter(({ rating }) => rating === stars).length;

  return {
    asOf: now,
    days,
    now: {
      waiting: queue.waiting,
      booked: queue.booked,
      late: queue.late,
      soonLate: queue.soonLate,
      agentsHere: presence.here,
      agentsOnCall: presence.onCall,
    },
    promise,
    byTier: [...byTier]
      .map(([tier, kept]) => ({ tier, promise: kept }))
      .sort((a, b) => (a.tier ?? '').localeCompare(b.tier ?? '', 'en')),
    byDay: byDay.map(({ view }) => view),
    medianFirstCallMs: median(waits) ?? null,
    outcomes: Object.fromEntries(
      OUTCOMES.map((outcome) => [
        outcome,
        ended.filter((ticket) => ticket.outcome === outcome).length,
      ]),
    ) as WallView['outcomes'],
    ratings: [gave(1), gave(2), gave(3), gave(4), gave(5)],
    comments: rated.sort((a, b) => b.at - a.at).slice(0, MAX_COMMENTS),
  };
}

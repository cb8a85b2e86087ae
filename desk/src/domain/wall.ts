import { DAY } from '../../../src/core/time.ts';
import { dateOfDay, instantOf, wallTime } from '../../../src/core/zone.ts';
import type { Kept, WallView } from '../../wire/wall.ts';
import { median } from './median.ts';
import { RATE_WITHIN_MS } from './member-actions.ts';
import { isOpen } from '../../../src/core/ticket-status.ts';
import { firstPromise } from './promise.ts';
import { countQueue } from './queue-counts.ts';
import { OUTCOMES } from '../../wire/ticket.ts';
import type { TicketRecord } from './ticket.ts';

/** Of a ticket what the wall counts; nothing of it tells who the member is. */
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

/** Comments that are shown. */
const MAX_COMMENTS = 20;

const dayOf = (timeZone: string, instant: number): number =>
  Math.floor(wallTime(timeZone, instant) / DAY);

/** The first instant (epoch ms) of the days that a wall shows: so many on the shop's clock, today among them. */
export const wallFrom = (days: WallDays, timeZone: string, now: number): number =>
  instantOf(timeZone, (dayOf(timeZone, now) - days + 1) * DAY);

/** From when on tickets are read for a wall: a ticket that ended before may still be rated, or its promise fall due, within its days. */
export const wallReadsFrom = (days: WallDays, timeZone: string, now: number): number =>
  wallFrom(days, timeZone, now) - RATE_WITHIN_MS;

/** From creation, or from the time before which nobody was to call, until the first call; undefined where the promise has moved since that call. */
function firstWait({ firstCallAt, notBefore, createdAt }: WallTicket): number | undefined {
  const since = notBefore ?? createdAt;
  return firstCallAt === null || since > firstCallAt ? undefined : firstCallAt - since;
}

export interface WallInput {
  /** All that were created or closed since {@link wallReadsFrom}, and all that are open. */
  tickets: readonly WallTicket[];
  /** Connected agents, by what they say of themselves. */
  presence: { here: number; onCall: number };
  days: WallDays;
  /** The shop's. */
  timeZone: string;
  /** Epoch ms. */
  now: number;
}

/** The service in figures: the queue as it is now, and what happened in the days until now on the shop's clock. */
export function wallView({ tickets, presence, days, timeZone, now }: WallInput): WallView {
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
      ...countQueue(tickets, now),
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

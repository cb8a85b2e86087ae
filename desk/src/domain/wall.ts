import { DAY } from '../../../src/core/time.ts';
import { dateOfDay, instantOf, wallTime } from '../../../src/core/zone.ts';
import type { Kept, WallView } from '../../wire/wall.ts';
import type { QueueCounts } from './queue-counts.ts';
import { OUTCOMES, type Outcome } from '../../wire/ticket.ts';
import type { TicketRecord } from './ticket.ts';

/** The columns of a ticket that figures are made of. None of them identifies the member. */
export type WallTicket = Pick<
  TicketRecord,
  | 'number'
  | 'tier'
  | 'line'
  | 'origin'
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
export const MAX_COMMENTS = 20;

const dayOf = (timeZone: string, instant: number): number =>
  Math.floor(wallTime(timeZone, instant) / DAY);

/** A day on the shop's clock, or what has passed of it: [from, to), epoch ms. */
export interface WallDay {
  date: string;
  from: number;
  to: number;
}

/** The days of a wall on the shop's clock, oldest first, of which today is the last. */
export function wallDays(days: WallDays, timeZone: string, now: number): WallDay[] {
  const today = dayOf(timeZone, now);
  return Array.from({ length: days }, (_, index) => {
    const day = today - days + 1 + index;
    return {
      date: dateOfDay(day),
      from: instantOf(timeZone, day * DAY),
      to: day === today ? now + 1 : instantOf(timeZone, (day + 1) * DAY),
    };
  });
}

/** Start (epoch ms) of the period of a wall: `days` days on the shop's clock, including today. */
export const wallFrom = (days: WallDays, timeZone: string, now: number): number =>
  instantOf(timeZone, (dayOf(timeZone, now) - days + 1) * DAY);

/** What happened in the days of a wall. */
export interface WallFigures {
  /**
   * Of each day, oldest first: how many tickets were created, how many of them for calls that came
   * in, and how the promises of a first call ended that fell due on it (`firstPromise`), by tier.
   */
  days: readonly { created: number; calls: number; promises: readonly TierPromises[] }[];
  /**
   * Wait from creation, or from `notBefore`, until the first call, ms. Without calls, and those
   * whose promise was moved after the call.
   */
  medianFirstCallMs: number | undefined;
  /** Of tickets that ended. */
  outcomes: ReadonlyMap<Outcome, number>;
  /** Number of ratings by stars. */
  ratings: ReadonlyMap<number, number>;
  /** Newest first, at most {@link MAX_COMMENTS}. */
  comments: WallView['comments'];
}

export interface TierPromises extends Kept {
  tier: string | null;
}

export interface WallInput {
  figures: WallFigures;
  /** The days of the figures. */
  days: readonly WallDay[];
  queue: QueueCounts;
  /** Number of connected agents by presence. */
  presence: { here: number; onCall: number };
  /** Epoch ms. */
  now: number;
}

const sum = (all: readonly Kept[]): Kept => ({
  kept: all.reduce((total, { kept }) => total + kept, 0),
  broken: all.reduce((total, { broken }) => total + broken, 0),
});

/** Service figures: the queue now, and what happened in the period. */
export function wallView({ figures, days, queue, presence, now }: WallInput): WallView {
  const { outcomes, ratings, comments } = figures;
  const promises = figures.days.flatMap((day) => day.promises);
  const tiers = [...new Set(promises.map(({ tier }) => tier))];
  const gave = (stars: number): number => ratings.get(stars) ?? 0;
  return {
    asOf: now,
    days: days.length === 1 ? 1 : 30,
    now: {
      waiting: queue.waiting,
      atOpening: queue.atOpening,
      later: queue.later,
      late: queue.late,
      soonLate: queue.soonLate,
      agentsHere: presence.here,
      agentsOnCall: presence.onCall,
    },
    promise: sum(promises),
    byTier: tiers
      .map((tier) => ({ tier, promise: sum(promises.filter((each) => each.tier === tier)) }))
      .sort((a, b) => (a.tier ?? '').localeCompare(b.tier ?? '', 'en')),
    byDay: days.map(({ date }, index) => {
      const day = figures.days[index];
      return {
        date,
        created: day?.created ?? 0,
        calls: day?.calls ?? 0,
        promise: sum(day?.promises ?? []),
      };
    }),
    calls: figures.days.reduce((total, { calls }) => total + calls, 0),
    medianFirstCallMs: figures.medianFirstCallMs ?? null,
    outcomes: Object.fromEntries(
      OUTCOMES.map((outcome) => [outcome, outcomes.get(outcome) ?? 0]),
    ) as WallView['outcomes'],
    ratings: [gave(1), gave(2), gave(3), gave(4), gave(5)],
    comments: [...comments],
  };
}

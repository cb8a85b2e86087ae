import { isOpen } from '../../../src/core/ticket-status.ts';
import type { Outcome } from '../../wire/ticket.ts';
import { median } from '../../src/domain/median.ts';
import { firstPromise } from '../../src/domain/promise.ts';
import {
  MAX_COMMENTS,
  type TierPromises,
  type WallDay,
  type WallFigures,
  type WallTicket,
} from '../../src/domain/wall.ts';

const counted = <Key>(keys: readonly Key[]): Map<Key, number> =>
  keys.reduce((counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1), new Map<Key, number>());

/**
 * The figures of a wall by the rules, ticket by ticket. The store counts the same in the database.
 * @param tickets oldest first
 */
export function figuresOf(tickets: readonly WallTicket[], days: readonly WallDay[]): WallFigures {
  const [from, to] = [days[0]?.from ?? 0, days.at(-1)?.to ?? 0];
  const isWithin = (instant: number | null): instant is number =>
    instant !== null && instant >= from && instant < to;
  const ofDay = (day: WallDay): WallFigures['days'][number] => {
    const isOn = (instant: number): boolean => instant >= day.from && instant < day.to;
    const promises = new Map<string | null, TierPromises>();
    for (const ticket of tickets) {
      const first = firstPromise(ticket, to - 1);
      if (!first || !isOn(first.due)) continue;
      const { tier } = ticket;
      const ofTier = promises.get(tier) ?? { tier, kept: 0, broken: 0 };
      ofTier[first.kept ? 'kept' : 'broken']++;
      promises.set(tier, ofTier);
    }
    return {
      created: tickets.filter(({ createdAt }) => isOn(createdAt)).length,
      calls: tickets.filter(({ origin, createdAt }) => origin === 'call' && isOn(createdAt)).length,
      promises: [...promises.values()],
    };
  };
  const waits = tickets.flatMap(({ origin, firstCallAt, notBefore, createdAt }) => {
    const since = notBefore ?? createdAt;
    return origin === 'callback' && isWithin(firstCallAt) && since <= firstCallAt
      ? [firstCallAt - since]
      : [];
  });
  const rated = tickets.flatMap(({ number, rating, feedback, ratedAt }) =>
    rating !== null && isWithin(ratedAt) ? [{ number, rating, text: feedback, at: ratedAt }] : [],
  );
  return {
    days: days.map(ofDay),
    medianFirstCallMs: median(waits),
    outcomes: counted(
      tickets
        .filter(({ status, closedAt }) => !isOpen(status) && isWithin(closedAt))
        .flatMap(({ outcome }): Outcome[] => (outcome === null ? [] : [outcome])),
    ),
    ratings: counted(rated.map(({ rating }) => rating)),
    comments: rated.sort((a, b) => b.at - a.at).slice(0, MAX_COMMENTS),
  };
}

import { sql } from 'kysely';
import type { Database, Reader } from './database.ts';
import type { Limit, Throttle } from './store.ts';

type Point = { ok: true; key: string; expiresAt: number } | { ok: false; retryAfterMs: number };

/** A transaction was given up because a limit has no points left. Nothing of it was stored. */
export class TooMany extends Error {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super('A limit has no points left');
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Takes a point from a limit, unless it has none left. Transactions that take from the same limit
 * run one after the other.
 */
async function tryTake(reader: Reader, { key, points, ms }: Limit, now: number): Promise<Point> {
  const fresh = { points: 1, expiresAt: now + ms };
  // A time that lies further ahead than the limit lasts was written by a clock that was wrong.
  const isOver = sql<boolean>`(throttle.expires_at <= ${now} or throttle.expires_at > ${now + ms})`;
  const taken = await reader
    .insertInto('throttle')
    .values({ key, ...fresh })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        points: sql<number>`case when ${isOver} then 1 else throttle.points + 1 end`,
        expiresAt: sql<number>`case when ${isOver} then ${now + ms} else throttle.expires_at end`,
      }),
    )
    .returning(['points', 'expiresAt'])
    .executeTakeFirstOrThrow();
  return taken.points <= points
    ? { ok: true, key, expiresAt: taken.expiresAt }
    : { ok: false, retryAfterMs: taken.expiresAt - now };
}

/**
 * Takes a point from a limit. The transaction that calls it is rolled back when there is none left.
 * @throws {TooMany}
 */
export async function takePoint(
  reader: Reader,
  limit: Limit,
  now: number,
): Promise<{ key: string; expiresAt: number }> {
  const point = await tryTake(reader, limit, now);
  if (!point.ok) throw new TooMany(point.retryAfterMs);
  return { key: point.key, expiresAt: point.expiresAt };
}

/** In one order, so that two transactions do not wait for each other. */
const inOrder = <Entry extends { key: string }>(entries: readonly Entry[]): Entry[] =>
  [...entries].sort((a, b) => (a.key < b.key ? -1 : 1));

export function createThrottle({ lagMs, transact }: Database): Throttle {
  return {
    async take(limits, now) {
      try {
        const taken = await transact(async (transaction) => {
          const points = [];
          for (const limit of inOrder(limits))
            points.push(await takePoint(transaction, limit, now));
          return points;
        });
        return { ok: true, taken };
      } catch (error) {
        if (error instanceof TooMany) return { ok: false, retryAfterMs: error.retryAfterMs };
        throw error;
      }
    },

    giveBack: (taken) =>
      transact(async (transaction) => {
        for (const { key, expiresAt } of inOrder(taken))
          await transaction
            .updateTable('throttle')
            .set({ points: sql<number>`points - 1` })
            .where('key', '=', key)
            .where('expiresAt', '=', expiresAt)
            .where('points', '>', 0)
            .execute();
      }),

    clear: (key) =>
      transact(async (transaction) => {
        await transaction.deleteFrom('throttle').where('key', '=', key).execute();
      }),

    removeExpired: (now) =>
      transact(async (transaction) => {
        const before = now - lagMs();
        await transaction.deleteFrom('throttle').where('expiresAt', '<=', before).execute();
        await transaction.deleteFrom('loadMessage').where('expiresAt', '<=', before).execute();
      }),
  };
}

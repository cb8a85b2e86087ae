import { sql, type Compilable } from 'kysely';
import type { Database, Reader } from './database.ts';
import { prepared, type Give } from './prepared.ts';
import type { Schema } from './schema.ts';
import type { Limit, Throttle } from './store.ts';

type Row = Pick<Schema['throttle'], 'points' | 'expiresAt'>;

/** A transaction was given up because a limit has no points left. Nothing of it was stored. */
export class TooMany extends Error {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super('A limit has no points left');
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Takes points from a limit, even if it has none left: then {@link pointOf} throws. Transactions
 * that take from the same limit run one after the other.
 */
const takeOne = prepared(
  (db, given: Give<{ key: string; now: number; end: number; cost: number }>): Compilable<Row> => {
    // A time that lies further ahead than the limit lasts was written by a clock that was wrong.
    const isOver = sql<boolean>`(throttle.expires_at <= ${given('now')} or throttle.expires_at > ${given('end')})`;
    return db
      .insertInto('throttle')
      .values({ key: given('key'), points: given('cost'), expiresAt: given('end') })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet({
          points: sql<number>`case when ${isOver} then ${given('cost')} else throttle.points + ${given('cost')} end`,
          expiresAt: sql<number>`case when ${isOver} then ${given('end')} else throttle.expires_at end`,
        }),
      )
      .returning(['points', 'expiresAt']);
  },
);

/** The query that takes a point. Its result goes to {@link pointOf}. */
export const takePoint = (reader: Reader, { key, ms, cost = 1 }: Limit, now: number) =>
  takeOne(reader, { key, now, end: now + ms, cost });

/**
 * The point that was taken from a limit.
 * @throws {TooMany} when it had none left: the transaction must be rolled back then
 */
export function pointOf(
  { rows: [row] }: { rows: readonly Row[] },
  { key, points }: Limit,
  now: number,
): { key: string; expiresAt: number } {
  if (!row) throw new Error('A limit was not counted.');
  if (row.points > points) throw new TooMany(row.expiresAt - now);
  return { key, expiresAt: row.expiresAt };
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
            points.push(
              pointOf(
                await transaction.executeQuery(takePoint(transaction, limit, now)),
                limit,
                now,
              ),
            );
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

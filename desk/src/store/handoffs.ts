import { sql } from 'kysely';
import type { HandoffRequest } from '../../../src/contract/handoff.ts';
import { latestPast } from '../domain/skew.ts';
import type { Database } from './database.ts';
import type { Handoffs } from './store.ts';
import { pointOf, takePoint, TooMany } from './throttle.ts';

export function createHandoffs({ db, isBehind, lagMs, transact }: Database): Handoffs {
  return {
    async add({ body, ...handoff }, limit) {
      try {
        await transact(async (transaction) => {
          await transaction
            .insertInto('handoff')
            .values({ ...handoff, body: JSON.stringify(body), deviceHash: null })
            .execute();
          const taking = takePoint(transaction, limit, handoff.createdAt);
          pointOf(await transaction.executeQuery(taking), limit, handoff.createdAt);
        });
        return { ok: true };
      } catch (error) {
        if (error instanceof TooMany) return { ok: false, retryAfterMs: error.retryAfterMs };
        throw error;
      }
    },

    async find(idHash, now) {
      const handoff = await db
        .selectFrom('handoff')
        .select(['expiresAt', 'deviceHash', 'tier', 'body'])
        .where('idHash', '=', idHash)
        .where('expiresAt', '>', now)
        .executeTakeFirst();
      return handoff && { ...handoff, body: JSON.parse(handoff.body) as HandoffRequest };
    },

    open: (idHash, deviceHash, now) =>
      transact(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('handoff')
          .set({ deviceHash })
          .where('idHash', '=', idHash)
          .where('expiresAt', '>', now)
          .where((where) =>
            where.or([where('deviceHash', 'is', null), where('deviceHash', '=', deviceHash)]),
          )
          .executeTakeFirstOrThrow();
        return numUpdatedRows > 0n;
      }),

    removeExpired: (now) =>
      transact(async (transaction) => {
        // A clock that was ahead would let them be kept for as long as it was.
        if (!isBehind())
          await transaction
            .updateTable('handoff')
            .set({ createdAt: now, expiresAt: sql`expires_at - created_at + ${now}` })
            .where('createdAt', '>', latestPast(now))
            .execute();
        await transaction
          .deleteFrom('handoff')
          .where('expiresAt', '<=', now - lagMs())
          .execute();
      }),
  };
}

import type { Brief } from '../../../src/contract/callback.ts';
import type { Database } from './database.ts';
import type { Briefs } from './store.ts';

export function createBriefs({ db, transact }: Database): Briefs {
  return {
    add: (brief) =>
      transact(async (transaction) => {
        // An expired code is free again, even if the job has not removed it yet.
        await transaction
          .deleteFrom('brief')
          .where('code', '=', brief.code)
          .where('expiresAt', '<=', brief.createdAt)
          .execute();
        const { numInsertedOrUpdatedRows = 0n } = await transaction
          .insertInto('brief')
          .values({ ...brief, body: JSON.stringify(brief.body) })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows > 0n;
      }),

    async find(code, now) {
      const brief = await db
        .selectFrom('brief')
        .select(['createdAt', 'member', 'line', 'body'])
        .where('code', '=', code)
        .where('expiresAt', '>', now)
        .executeTakeFirst();
      return brief && { ...brief, body: JSON.parse(brief.body) as Brief };
    },

    removeExpired: (now) =>
      transact(async (transaction) => {
        await transaction.deleteFrom('brief').where('expiresAt', '<=', now).execute();
      }),
  };
}

import type { Database } from './database.ts';
import type { Sessions } from './store.ts';

const COLUMNS = ['id', 'agent', 'tokenHash', 'createdAt', 'rotatedAt', 'expiresAt'] as const;

export function createSessions({ db, transact }: Database): Sessions {
  return {
    add: (session) =>
      transact(async (transaction) => {
        await transaction
          .insertInto('session')
          .values({ ...session, previousHash: null, previousUntil: null })
          .execute();
      }),

    async find(tokenHash, now) {
      const session = await db
        .selectFrom('session')
        .select(COLUMNS)
        .where('expiresAt', '>', now)
        .where((where) => where.or([where('tokenHash', '=', tokenHash), where.and([where('previousHash', '=', tokenHash), where('previousUntil', '>', now)])]))
        .executeTakeFirst();
      return session && { ...session, isPrevious: session.tokenHash !== tokenHash };
    },

    rotate: (id, from, to, now, previousUntil) =>
      transact(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('session')
          .set({ tokenHash: to, previousHash: from, previousUntil, rotatedAt: now })
          .where('id', '=', id)
          .where('tokenHash', '=', from)
          .executeTakeFirstOrThrow();
        return numUpdatedRows > 0n;
      }),

    async live(id, now) {
      return (await db.selectFrom('session').select('id').where('id', '=', id).where('expiresAt', '>', now).executeTakeFirst()) !== undefined;
    },

    end: (id) =>
      transact(async (transaction, tell) => {
        await transaction.deleteFrom('session').where('id', '=', id).execute();
        // Its other windows are to know at once.
        tell({ kind: 'team' });
      }),

    endExpired: (now) =>
      transact(async (transaction) => {
        await transaction.deleteFrom('session').where('expiresAt', '<=', now).execute();
      }),
  };
}

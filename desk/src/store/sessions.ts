import { latestPast } from '../domain/skew.ts';
import type { Database } from './database.ts';
import type { Sessions } from './store.ts';

const COLUMNS = ['id', 'agent', 'tokenHash', 'createdAt', 'rotatedAt', 'expiresAt'] as const;

export function createSessions({ db, dialect, isBehind, lagMs, transact }: Database): Sessions {
  return {
    add: (session, passwordHash) =>
      transact(async (transaction) => {
        // Locks the agent, so that whatever ends their sessions runs before or also ends this one.
        const agent = await transaction
          .selectFrom('agent')
          .select('id')
          .where('id', '=', session.agent)
          .where('passwordHash', '=', passwordHash)
          .where('disabledAt', 'is', null)
          .$if(dialect.rowLocks, (query) => query.forUpdate())
          .executeTakeFirst();
        if (!agent) return false;
        await transaction
          .insertInto('session')
          .values({ ...session, previousHash: null, previousUntil: null })
          .execute();
        return true;
      }),

    async find(tokenHash, now) {
      const session = await db
        .selectFrom('session')
        .select(COLUMNS)
        .where('expiresAt', '>', now)
        .where('createdAt', '<=', latestPast(now))
        .where((where) =>
          where.or([
            where('tokenHash', '=', tokenHash),
            where.and([where('previousHash', '=', tokenHash), where('previousUntil', '>', now)]),
          ]),
        )
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
      return (
        (await db
          .selectFrom('session')
          .select('id')
          .where('id', '=', id)
          .where('expiresAt', '>', now)
          .where('createdAt', '<=', latestPast(now))
          .executeTakeFirst()) !== undefined
      );
    },

    end: (id) =>
      transact(async (transaction, tell) => {
        await transaction.deleteFrom('session').where('id', '=', id).execute();
        // Other windows of this session end their streams at once.
        tell({ kind: 'team' });
      }),

    endExpired: (now) =>
      transact(async (transaction) => {
        await transaction
          .deleteFrom('session')
          .where((where) =>
            where.or([
              where('expiresAt', '<=', now - lagMs()),
              // Begun by a clock that was ahead: it would be valid when its time comes.
              ...(isBehind() ? [] : [where('createdAt', '>', latestPast(now))]),
            ]),
          )
          .execute();
      }),
  };
}

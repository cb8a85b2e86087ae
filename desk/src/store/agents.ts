import type { Transaction } from 'kysely';
import { connectedSince } from '../domain/agent.ts';
import { latestPast } from '../domain/skew.ts';
import { addAudit } from './audit.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';
import type { Agents } from './store.ts';

export function createAgents(database: Database): Agents {
  const { db, transact } = database;
  const byId = (id: string) =>
    db.selectFrom('agent').selectAll().where('id', '=', id).executeTakeFirst();

  /** Whether this is the only supervisor. Waits for transactions that change other supervisors. */
  async function isLastSupervisor(transaction: Transaction<Schema>, id: string): Promise<boolean> {
    const supervisors = await transaction
      .selectFrom('agent')
      .select('id')
      .where('role', '=', 'supervisor')
      .where('disabledAt', 'is', null)
      .orderBy('id')
      .$if(database.dialect.rowLocks, (query) => query.forUpdate())
      .execute();
    return supervisors.length === 1 && supervisors[0]?.id === id;
  }

  return {
    add: (agent, audit) =>
      transact(async (transaction, tell) => {
        const { numInsertedOrUpdatedRows = 0n } = await transaction
          .insertInto('agent')
          .values(agent)
          .onConflict((conflict) => conflict.column('login').doNothing())
          .executeTakeFirstOrThrow();
        if (numInsertedOrUpdatedRows === 0n) return false;
        await addAudit(transaction, database, agent.createdAt, audit);
        tell({ kind: 'team' });
        return true;
      }),

    byLogin: (login) =>
      db.selectFrom('agent').selectAll().where('login', '=', login).executeTakeFirst(),
    byId,
    all: () => db.selectFrom('agent').selectAll().orderBy('login').execute(),

    async update(id, set, now, audit, knownHash) {
      const done = await transact(async (transaction, tell) => {
        const { role, passwordHash, disabledAt } = set;
        const leaves = role === 'agent' || (disabledAt ?? null) !== null;
        if (leaves && (await isLastSupervisor(transaction, id))) return 'last-supervisor';
        // Sets the id too, so that there is always a column to set.
        const { numUpdatedRows } = await transaction
          .updateTable('agent')
          .set({ ...set, id })
          .where('id', '=', id)
          .$if(knownHash !== undefined, (query) =>
            query.where('passwordHash', '=', knownHash ?? ''),
          )
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return undefined;
        if (role !== undefined || passwordHash !== undefined || (disabledAt ?? null) !== null)
          await transaction.deleteFrom('session').where('agent', '=', id).execute();
        await addAudit(transaction, database, now, audit);
        tell({ kind: 'team' });
        return 'changed';
      });
      return done === 'changed' ? byId(id) : done;
    },

    setPresence: (id, presence, now) =>
      transact(async (transaction, tell) => {
        await transaction
          .updateTable('agent')
          .set({ presence, seenAt: now })
          .where('id', '=', id)
          .execute();
        tell({ kind: 'team' });
      }),

    seen: (id, now) =>
      transact(async (transaction, tell) => {
        const { numUpdatedRows } = await transaction
          .updateTable('agent')
          .set({ seenAt: now })
          .where('id', '=', id)
          .where((where) =>
            where.or([
              where('seenAt', 'is', null),
              where('seenAt', '<', connectedSince(now)),
              where('seenAt', '>', latestPast(now)),
            ]),
          )
          .executeTakeFirstOrThrow();
        if (numUpdatedRows > 0n) tell({ kind: 'team' });
        else
          await transaction
            .updateTable('agent')
            .set({ seenAt: now })
            .where('id', '=', id)
            .where('seenAt', '<', now)
            .execute();
      }),
  };
}

import { PRESENCE_FRESH_MS } from '../domain/agent.ts';
import { addAudit } from './audit.ts';
import type { Database } from './database.ts';
import type { Agents } from './store.ts';

export function createAgents(database: Database): Agents {
  const { db, transact } = database;
  const byId = (id: string) => db.selectFrom('agent').selectAll().where('id', '=', id).executeTakeFirst();

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

    byLogin: (login) => db.selectFrom('agent').selectAll().where('login', '=', login).executeTakeFirst(),
    byId,
    all: () => db.selectFrom('agent').selectAll().orderBy('login').execute(),

    async update(id, set, now, audit) {
      await transact(async (transaction, tell) => {
        // The id is set to what it is, so that there is something to set where nothing changes.
        const { numUpdatedRows } = await transaction
          .updateTable('agent')
          .set({ ...set, id })
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return;
        const { role, passwordHash, disabledAt } = set;
        if (role !== undefined || passwordHash !== undefined || (disabledAt ?? null) !== null) await transaction.deleteFrom('session').where('agent', '=', id).execute();
        await addAudit(transaction, database, now, audit);
        tell({ kind: 'team' });
      });
      return byId(id);
    },

    setPresence: (id, presence, now) =>
      transact(async (transaction, tell) => {
        await transaction.updateTable('agent').set({ presence, seenAt: now }).where('id', '=', id).execute();
        tell({ kind: 'team' });
      }),

    seen: (id, now) =>
      transact(async (transaction, tell) => {
        const { numUpdatedRows } = await transaction
          .updateTable('agent')
          .set({ seenAt: now })
          .where('id', '=', id)
          .where((where) => where.or([where('seenAt', 'is', null), where('seenAt', '<', now - PRESENCE_FRESH_MS)]))
          .executeTakeFirstOrThrow();
        if (numUpdatedRows > 0n) tell({ kind: 'team' });
        else await transaction.updateTable('agent').set({ seenAt: now }).where('id', '=', id).where('seenAt', '<', now).execute();
      }),
  };
}

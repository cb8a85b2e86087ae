import type { AuditEntry } from '../domain/change.ts';
import { sortedId } from '../domain/sorted-id.ts';
import type { Database, Reader } from './database.ts';
import type { Audit } from './store.ts';

export async function addAudit(
  reader: Reader,
  { random }: Pick<Database, 'random'>,
  at: number,
  { actor, action, detail, ticket }: AuditEntry & { ticket?: string },
): Promise<void> {
  await reader
    .insertInto('audit')
    .values({
      id: sortedId(at, random),
      at,
      actor,
      action,
      ticket: ticket ?? null,
      detail: detail ?? null,
    })
    .execute();
}

export function createAudit(database: Database): Audit {
  const { db, transact } = database;
  return {
    add: (now, entry) => transact((transaction) => addAudit(transaction, database, now, entry)),
    prune: (before) =>
      transact(async (transaction) => {
        await transaction
          .deleteFrom('audit')
          .where('at', '<', before - database.lagMs())
          .execute();
      }),
    list: ({ before, actor, ticket }, max) =>
      db
        .selectFrom('audit')
        .selectAll()
        .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
        .$if(actor !== undefined, (query) => query.where('actor', '=', actor ?? ''))
        .$if(ticket !== undefined, (query) => query.where('ticket', '=', ticket ?? ''))
        .orderBy('id', 'desc')
        .limit(max)
        .execute(),
  };
}

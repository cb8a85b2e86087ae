import type { Text } from '../../../src/contract/text.ts';
import { addAudit } from './audit.ts';
import type { Database, Reader } from './database.ts';
import type { Schema } from './schema.ts';
import { correctedUntil } from '../domain/correct-times.ts';
import type { LineState } from '../domain/line-state.ts';
import { latestPast } from '../domain/skew.ts';
import type { LineStates } from './store.ts';

type Row = Schema['lineState'];
type Part<Key extends keyof LineState> = LineState[Key] | null;

const closedColumns = (closed: Part<'closed'>) => ({
  closedReason: closed ? JSON.stringify(closed.reason) : null,
  closedUntil: closed?.until ?? null,
  closedAt: closed?.at ?? null,
});

const waitColumns = (wait: Part<'wait'>) => ({
  waitLeast: wait?.minutes[0] ?? null,
  waitMost: wait?.minutes[1] ?? null,
  waitUntil: wait?.until ?? null,
});

const loadColumns = (load: Part<'load'>) => ({
  loadWaiting: load?.waiting ?? null,
  loadAgents: load?.agents ?? null,
  loadLeast: load?.minutes?.[0] ?? null,
  loadMost: load?.minutes?.[1] ?? null,
  loadAt: load?.at ?? null,
});

function fromRow(row: Row): LineState {
  const {
    closedReason,
    closedUntil,
    closedAt,
    waitLeast,
    waitMost,
    waitUntil,
    loadWaiting,
    loadAgents,
    loadLeast,
    loadMost,
    loadAt,
  } = row;
  return {
    ...(closedReason !== null &&
      closedAt !== null && {
        closed: {
          reason: JSON.parse(closedReason) as Text,
          until: closedUntil ?? undefined,
          at: closedAt,
        },
      }),
    ...(waitLeast !== null &&
      waitMost !== null &&
      waitUntil !== null && {
        wait: { minutes: [waitLeast, waitMost] as const, until: waitUntil },
      }),
    ...(loadWaiting !== null &&
      loadAgents !== null &&
      loadAt !== null && {
        load: {
          waiting: loadWaiting,
          agents: loadAgents,
          ...(loadLeast !== null &&
            loadMost !== null && { minutes: [loadLeast, loadMost] as const }),
          at: loadAt,
        },
      }),
  };
}

export function createLineStates(database: Database): LineStates {
  const { db, transact } = database;
  return {
    async state(line) {
      const row = await db
        .selectFrom('lineState')
        .selectAll()
        .where('line', '=', line)
        .executeTakeFirst();
      return row ? fromRow(row) : {};
    },

    async correctTimes(now) {
      if (database.isBehind()) return;
      const closedAhead = (reader: Reader) =>
        reader
          .selectFrom('lineState')
          .select(['line', 'closedAt', 'closedUntil'])
          .where('closedAt', '>', latestPast(now));
      if ((await closedAhead(db).execute()).length === 0) return;
      await transact(async (transaction, tell) => {
        for (const { line, closedAt, closedUntil } of await closedAhead(transaction).execute()) {
          const until = correctedUntil(
            { at: closedAt ?? now, until: closedUntil ?? undefined },
            now,
          );
          await transaction
            .updateTable('lineState')
            .set({ closedAt: now, closedUntil: until ?? null })
            .where('line', '=', line)
            .execute();
          const audit = { actor: 'desk', action: 'line.times-corrected', detail: line };
          await addAudit(transaction, database, now, audit);
          tell({ kind: 'line', line });
        }
      });
    },

    firstLineOf: (hash, line, expiresAt, now) =>
      transact(async (transaction) => {
        await transaction
          .deleteFrom('loadMessage')
          .where('hash', '=', hash)
          .where('expiresAt', '<=', now)
          .execute();
        await transaction
          .insertInto('loadMessage')
          .values({ hash, line, expiresAt })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const first = await transaction
          .selectFrom('loadMessage')
          .select('line')
          .where('hash', '=', hash)
          .executeTakeFirstOrThrow();
        return first.line;
      }),

    setState: (line, { closed, wait, load }, now, audit) =>
      transact(async (transaction, tell) => {
        const columns = {
          ...(closed !== undefined && closedColumns(closed)),
          ...(wait !== undefined && waitColumns(wait)),
          ...(load !== undefined && loadColumns(load)),
        };
        await transaction
          .insertInto('lineState')
          .values({
            ...closedColumns(null),
            ...waitColumns(null),
            ...loadColumns(null),
            ...columns,
            line,
          })
          .onConflict((conflict) => conflict.column('line').doUpdateSet({ ...columns, line }))
          .execute();
        if (audit) await addAudit(transaction, database, now, audit);
        tell({ kind: 'line', line });
      }),
  };
}

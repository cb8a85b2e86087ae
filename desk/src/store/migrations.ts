import { Migrator, sql, type Kysely, type Migration } from 'kysely';
import { tickets } from './migrations/0001-tickets.ts';
import { agents } from './migrations/0002-agents.ts';
import { sharedCounts } from './migrations/0003-shared-counts.ts';
import { eventTimes } from './migrations/0004-event-times.ts';
import { indexes } from './migrations/0005-indexes.ts';
import { queueAndWall } from './migrations/0006-queue-and-wall.ts';
import { extensions } from './migrations/0007-extensions.ts';
import { teamWork } from './migrations/0008-team-work.ts';
import { callingHours } from './migrations/0009-calling-hours.ts';
import { shopChanges } from './migrations/0010-shop-changes.ts';
import { calls } from './migrations/0011-calls.ts';
import { merged } from './migrations/0013-merged.ts';
import { briefKeys } from './migrations/0012-brief-keys.ts';
import { agentCalls } from './migrations/0014-agent-calls.ts';
import { attachments } from './migrations/0015-attachments.ts';
import { inquiries } from './migrations/0016-inquiries.ts';
import { callReports } from './migrations/0017-call-reports.ts';
import { handoffs } from './migrations/0018-handoffs.ts';
import { consent } from './migrations/0019-consent.ts';
import type { Schema } from './schema.ts';

/**
 * All pending migrations run in one transaction. Version 0.1 ran them without one on SQLite and may
 * have been killed half-way, so each step can be repeated. Column types are those that SQLite and
 * PostgreSQL share.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-tickets': tickets,
  '0002-agents': agents,
  '0003-shared-counts': sharedCounts,
  '0004-event-times': eventTimes,
  '0005-indexes': indexes,
  '0006-queue-and-wall': queueAndWall,
  '0007-extensions': extensions,
  '0008-team-work': teamWork,
  '0009-calling-hours': callingHours,
  '0010-shop-changes': shopChanges,
  '0011-calls': calls,
  '0013-merged': merged,
  '0014-agent-calls': agentCalls,
  '0012-brief-keys': briefKeys,
  '0015-attachments': attachments,
  '0016-inquiries': inquiries,
  '0017-call-reports': callReports,
  '0018-handoffs': handoffs,
  '0019-consent': consent,
};

/** Whether exactly these migrations were made. It takes no write: a desk starts on a full disk too. */
async function isNewest(db: Kysely<Schema>): Promise<boolean> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
    return (
      rows
        .map(({ name }) => name)
        .sort()
        .join() === Object.keys(MIGRATIONS).sort().join()
    );
  } catch {
    // There is no such table yet, or it cannot be read; the migrator will say so.
    return false;
  }
}

/**
 * Migrates the database to the newest schema, or to the named migration.
 * @throws the error of the step that failed
 */
export async function migrate(db: Kysely<Schema>, to?: string): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  if (to === undefined && (await isNewest(db))) return;
  const { error } =
    to === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(to);
  if (error)
    throw error instanceof Error ? error : new Error('A migration failed', { cause: error });
}

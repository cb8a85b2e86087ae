import { readFigures } from './figures.ts';
import type { Span } from '../domain/figures.ts';
import type { Kysely } from 'kysely';
import type { RandomBytes } from '../domain/random.ts';
import { createAgents } from './agents.ts';
import type { AttachmentFiles } from './attachment-files.ts';
import { createAttachments } from './attachments.ts';
import { createAudit } from './audit.ts';
import { createBriefs } from './briefs.ts';
import { createDatabase, type Database } from './database.ts';
import type { StoreDialect } from './dialect.ts';
import { createHandoffs } from './handoffs.ts';
import { createLineStates } from './line-states.ts';
import { createOutbox } from './outbox.ts';
import type { Schema } from './schema.ts';
import { createSessions } from './sessions.ts';
import { createShopChanges } from './shop-changes.ts';
import { createSettings } from './settings.ts';
import type { Announce, Store } from './store.ts';
import type { Subscribers } from './subscribers.ts';
import { createStoredTime, type StartTime } from './stored-time.ts';
import { createThrottle } from './throttle.ts';
import { createTickets } from './tickets.ts';

export interface StoreParts {
  db: Kysely<Schema>;
  dialect: StoreDialect;
  subscribers: Subscribers;
  random: RandomBytes;
  announce: Announce;
  time: StartTime;
  attachmentFiles?: AttachmentFiles | undefined;
  /** Closes what was opened besides `db`. */
  close: () => Promise<void>;
}

/** The parts of a store whose writes have one deadline, if a request has one. */
const partsOf = (database: Database, files: AttachmentFiles | undefined) => ({
  settings: createSettings(database),
  tickets: createTickets(database),
  agents: createAgents(database),
  sessions: createSessions(database),
  lines: createLineStates(database),
  shopChanges: createShopChanges(database),
  audit: createAudit(database),
  outbox: createOutbox(database),
  briefs: createBriefs(database),
  handoffs: createHandoffs(database),
  attachments: createAttachments(database, files),
  throttle: createThrottle(database),
  figures: { of: (span: Span) => readFigures(database.db, span) },
});

/** The store over a database whose schema is up to date. */
export function createKyselyStore({
  subscribers,
  close,
  time,
  attachmentFiles,
  ...parts
}: StoreParts): Store {
  const { db, dialect } = parts;
  const { sureTime } = time;
  const database = createDatabase({
    ...parts,
    lagMs: sureTime.lagMs,
    isBehind: () => sureTime.aheadMs() < 0,
  });
  const store = partsOf(database, attachmentFiles);
  const { settings } = store;
  return {
    ...store,
    time: createStoredTime(database, time),
    by: (deadline) => partsOf(database.by(deadline), attachmentFiles),
    forgetErased: () => dialect.forgetErased(db),
    subscribe: (listener) => subscribers.add(listener),
    async ping() {
      // Another value each time, so that a page of the file changes.
      await settings.put('ping', Buffer.from(parts.random(6)).toString('hex'));
      await dialect.checkDisk(db);
    },
    async close() {
      await close();
      await db.destroy();
    },
  };
}

import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Compilable, type CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { prepared, runTogether, type Give } from './prepared.ts';
import type { Schema } from './schema.ts';
import { busy } from './sqlite-writer.ts';
import type { Change } from './store.ts';
import type { Subscribers } from './subscribers.ts';
import { WAIT_MS } from './wait.ts';

/** What differs between the two databases; all other queries are the same. */
export interface StoreDialect {
  /**
   * Whether rows can be locked with `for update`. Otherwise a transaction has the whole database to
   * itself from its start.
   */
  rowLocks: boolean;
  /** Queries that make transactions that lock the same text run one after the other. */
  lockText(transaction: Transaction<Schema>, text: string): CompiledQuery[];
  /** Lets a transaction that has begun wait for locks of rows for this long, ms. */
  limitWaits(transaction: Transaction<Schema>, ms: number): Promise<void>;
  /** Sends changes to other processes: on commit, or never. */
  send(transaction: Transaction<Schema>, changes: readonly Change[]): Promise<void>;
  /** Called after the commit: tells the subscribers of this process. */
  committed(changes: readonly Change[]): void;
  forgetErased(db: Kysely<Schema>): Promise<void>;
  /** Throws when what was written cannot be read back from the disk, or the disk has no room. */
  checkDisk(db: Kysely<Schema>): Promise<void>;
}

const BUSY_PAUSE_MS = 10;

/**
 * Moves the write-ahead log into the database file and truncates it. Otherwise the log keeps erased
 * data until it is overwritten.
 */
async function emptyWriteAheadLog(db: Kysely<Schema>): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
    if (rows[0]?.busy === 0) return;
    if (performance.now() > deadline)
      throw busy('Another process reads or writes; the write-ahead log is not empty.');
    await pause(BUSY_PAUSE_MS);
  }
}

/** A file has one writer at a time, and one process. */
export const sqliteStoreDialect = (subscribers: Subscribers): StoreDialect => ({
  rowLocks: false,
  lockText: () => [],
  limitWaits: () => Promise.resolve(),
  send: () => Promise.resolve(),
  committed: (changes) => subscribers.tell(changes),
  forgetErased: emptyWriteAheadLog,
  async checkDisk(db) {
    await sql`pragma wal_checkpoint(passive)`.execute(db);
  },
});

export const CHANNEL = 'hotline_desk';

/** A notification that PostgreSQL passes to the other processes. */
interface Notice {
  /** Name of the process that made the change. */
  from: string;
  change: Change;
}

const lockOf = prepared((db, given: Give<{ text: string }>): Compilable =>
  db.selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended(${given('text')}, 0))`.as('locked')),
);

const notify = prepared((db, given: Give<{ text: string }>): Compilable =>
  db.selectNoFrom(sql`pg_notify(${sql.lit(CHANNEL)}, ${given('text')})`.as('sent')),
);

/**
 * This process tells its own subscribers after the commit, so that whoever was answered sees the
 * change at once; other processes hear of it through the server.
 * @param self A name that no other process has
 */
export const postgresStoreDialect = (self: string, subscribers: Subscribers): StoreDialect => ({
  rowLocks: true,
  lockText: (transaction, text) => [lockOf(transaction, { text })],
  async limitWaits(transaction, ms) {
    // A transaction that begins at once has the limit of its connection. Spares a round trip.
    if (ms > WAIT_MS / 2) return;
    const limit = `${Math.max(1, Math.floor(ms))}ms`;
    await sql`select set_config('lock_timeout', ${limit}, true)`.execute(transaction);
  },
  async send(transaction, changes) {
    const notices = changes.map((change): Notice => ({ from: self, change }));
    await runTogether(
      transaction,
      notices.map((notice) => notify(transaction, { text: JSON.stringify(notice) })),
    );
  },
  committed: (changes) => subscribers.tell(changes),
  // The write-ahead log belongs to the server, whose operator archives and replicates it.
  forgetErased: () => Promise.resolve(),
  // A changed row fits into a page that is there already, so a full disk takes it. Sorting more than
  // fits into memory makes the server write a temporary file, beside the tables by default.
  checkDisk: (db) =>
    db.transaction().execute(async (transaction) => {
      await sql`select set_config('work_mem', '64kB', true)`.execute(transaction);
      await sql`select count(*) from (select repeat('x', 400) || n as text from generate_series(1, 1000) as n order by 1 desc offset 1) as rows`.execute(
        transaction,
      );
    }),
});

/** The change that another process made; nothing for notifications of this process. */
export function readNotice(payload: string, self: string): Change[] {
  const { from, change } = JSON.parse(payload) as Notice;
  return from === self ? [] : [change];
}

import { setTimeout as pause } from 'node:timers/promises';
import {
  sql,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type Driver,
  type Kysely,
  type Transaction,
} from 'kysely';
import type Database from 'libsql';
import type { Schema } from './schema.ts';
import type { Change } from './store.ts';
import type { Subscribers } from './subscribers.ts';

/** What differs between the two databases; all other queries are the same. */
export interface StoreDialect {
  /**
   * Whether rows can be locked with `for update`. Otherwise a transaction has the whole database to
   * itself from its start.
   */
  rowLocks: boolean;
  /** Makes transactions that lock the same text run one after the other. */
  lockText(transaction: Transaction<Schema>, text: string): Promise<void>;
  /** Sends changes to other processes: on commit, or never. */
  send(transaction: Transaction<Schema>, changes: readonly Change[]): Promise<void>;
  /** Called after the commit: tells the subscribers of this process. */
  committed(changes: readonly Change[]): void;
  forgetErased(db: Kysely<Schema>): Promise<void>;
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** Whether a unique constraint was violated: codes of SQLite, then PostgreSQL's. */
export const isTaken = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE', '23505'].some(
    (code) => code === codeOf(error),
  );

/**
 * Whether a transaction was aborted because of a conflict with another; it may be repeated as a
 * whole.
 */
export const isConflict = (error: unknown): boolean =>
  ['40001', '40P01'].some((code) => code === codeOf(error));

/** Codes of SQLite, of PostgreSQL (classes and single codes), and of Node. */
const UNAVAILABLE =
  /^(?:SQLITE_BUSY|08|53|57P|57014|55P03|25P03|40001|40P01|ECONN|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|EPIPE)/;

/** Whether the database is busy or unreachable: a retry may succeed soon. */
export const isUnavailable = (error: unknown): boolean =>
  UNAVAILABLE.test(String(codeOf(error))) ||
  (error instanceof Error &&
    /^(?:timeout exceeded when trying to connect|Connection terminated)/.test(error.message));

/** How long this process waits while another one writes, ms. */
const BUSY_MS = 5_000;
const BUSY_PAUSE_MS = 10;

/**
 * Moves the write-ahead log into the database file and truncates it. Otherwise the log keeps erased
 * data until it is overwritten.
 */
async function emptyWriteAheadLog(db: Kysely<Schema>): Promise<void> {
  const deadline = performance.now() + BUSY_MS;
  for (;;) {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
    if (rows[0]?.busy === 0) return;
    if (performance.now() > deadline)
      throw Object.assign(
        new Error('Another process reads or writes; the write-ahead log is not empty.'),
        { code: 'SQLITE_BUSY' },
      );
    await pause(BUSY_PAUSE_MS);
  }
}

/** A file has one writer at a time, and one process. */
export const sqliteStoreDialect = (subscribers: Subscribers): StoreDialect => ({
  rowLocks: false,
  lockText: () => Promise.resolve(),
  send: () => Promise.resolve(),
  committed: (changes) => subscribers.tell(changes),
  forgetErased: emptyWriteAheadLog,
});

export const CHANNEL = 'hotline_desk';

/** A notification that PostgreSQL passes to the other processes. */
interface Notice {
  /** Name of the process that made the change. */
  from: string;
  change: Change;
}

/**
 * This process tells its own subscribers after the commit, so that whoever was answered sees the
 * change at once; other processes hear of it through the server.
 * @param self A name that no other process has
 */
export const postgresStoreDialect = (self: string, subscribers: Subscribers): StoreDialect => ({
  rowLocks: true,
  async lockText(transaction, text) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${text}, 0))`.execute(transaction);
  },
  async send(transaction, changes) {
    for (const change of changes) {
      const notice: Notice = { from: self, change };
      await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(notice)})`.execute(transaction);
    }
  },
  committed: (changes) => subscribers.tell(changes),
  // The write-ahead log belongs to the server, whose operator archives and replicates it.
  forgetErased: () => Promise.resolve(),
});

/** The change that another process made; nothing for notifications of this process. */
export function readNotice(payload: string, self: string): Change[] {
  const { from, change } = JSON.parse(payload) as Notice;
  return from === self ? [] : [change];
}

const isBusy = (error: unknown): boolean => String(codeOf(error)).startsWith('SQLITE_BUSY');

/**
 * Takes the write lock at the start of a transaction, so that nobody changes what it reads. While
 * another process holds the lock, this one goes on with other work; SQLite's own busy timeout would
 * block the event loop.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override async beginTransaction(): Promise<void> {
    const deadline = performance.now() + BUSY_MS;
    for (;;) {
      try {
        // Not a prepared statement: one that found the lock taken would count as still running, and
        // every commit would fail.
        this.#database.exec('begin immediate');
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
        await pause(BUSY_PAUSE_MS);
      }
    }
  }
}

/** SQLite can roll back schema changes. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely's SQLite dialect, whose transactions (migrations too) begin with the write lock. */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#database);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

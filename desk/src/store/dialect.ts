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

/** In what the two databases differ; everything else is one set of queries. */
export interface StoreDialect {
  /** Rows can be locked one by one (`for update`). Where they cannot, a transaction is alone from its start. */
  rowLocks: boolean;
  /** Makes transactions that name the same text wait for one another, until they end. */
  lockText(transaction: Transaction<Schema>, text: string): Promise<void>;
  /** Sends changes with the transaction: they arrive when it is committed, or never. */
  send(transaction: Transaction<Schema>, changes: readonly Change[]): Promise<void>;
  /** Comes after the commit. */
  committed(changes: readonly Change[]): void;
  forgetErased(db: Kysely<Schema>): Promise<void>;
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** A value that must be the only one was there already: SQLite's codes for it, and PostgreSQL's. */
export const isTaken = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE', '23505'].some(
    (code) => code === codeOf(error),
  );

/** Two transactions stood in each other's way, and this one was given up: it may be tried again as a whole. */
export const isConflict = (error: unknown): boolean =>
  ['40001', '40P01'].some((code) => code === codeOf(error));

/** Codes of PostgreSQL (by class and one by one) and of Node. */
const UNAVAILABLE =
  /^(?:SQLITE_BUSY|08|53|57P|57014|55P03|25P03|40001|40P01|ECONN|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|EPIPE)/;

/** The database is busy or out of reach: the same may succeed soon. */
export const isUnavailable = (error: unknown): boolean =>
  UNAVAILABLE.test(String(codeOf(error))) ||
  (error instanceof Error &&
    /^(?:timeout exceeded when trying to connect|Connection terminated)/.test(error.message));

/** How long this process waits for another one that is writing. */
const BUSY_MS = 5_000;
const BUSY_PAUSE_MS = 10;

/** Writes the write-ahead log into the file and leaves nothing of it; otherwise it keeps what was there before until that is written over. */
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

/** One file, one writer at a time, one process. */
export const sqliteStoreDialect = (subscribers: Subscribers): StoreDialect => ({
  rowLocks: false,
  lockText: () => Promise.resolve(),
  send: () => Promise.resolve(),
  committed: (changes) => subscribers.tell(changes),
  forgetErased: emptyWriteAheadLog,
});

export const CHANNEL = 'hotline_desk';

/** What travels through the server. */
interface Notice {
  /** The process that changed it. */
  from: string;
  change: Change;
}

/**
 * This process tells itself after the commit, so that whoever was answered finds the change; the others hear of it through the server.
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
  // Its log is the server's, archived and replicated as its operator likes.
  forgetErased: () => Promise.resolve(),
});

/** What another process has changed; nothing for what came from this one. */
export function readNotice(payload: string, self: string): Change[] {
  const { from, change } = JSON.parse(payload) as Notice;
  return from === self ? [] : [change];
}

const isBusy = (error: unknown): boolean => String(codeOf(error)).startsWith('SQLITE_BUSY');

/**
 * A transaction takes the write lock when it begins: whatever it reads, nobody changes before it ends. While another process holds that lock, this
 * one goes on with other work; SQLite's own way of waiting would keep it from answering anybody.
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
        // Not a prepared statement: one that found the lock taken would count as still running, and no commit succeeds then.
        this.#database.exec('begin immediate');
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
        await pause(BUSY_PAUSE_MS);
      }
    }
  }
}

/** SQLite rolls back changes of the schema like any other. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely's dialect for SQLite, with transactions that begin with the write lock, migrations included. */
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

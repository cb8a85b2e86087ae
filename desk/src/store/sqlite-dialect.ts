import { setTimeout as pause } from 'node:timers/promises';
import {
  SqliteAdapter,
  SqliteDialect,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import { TooLate } from './errors.ts';
import type { SqliteFile } from './sqlite-file.ts';
import { createTurns } from './turns.ts';
import { WAIT_MS } from './wait.ts';

const BUSY_PAUSE_MS = 10;
/**
 * After this many commits the write-ahead log is copied into the file: some 1,000 pages, as SQLite
 * would do by itself.
 */
const COMMITS_PER_CHECKPOINT = 64;

/** The error of SQLite when another process has the lock. */
export const busy = (message: string): Error =>
  Object.assign(new Error(message), { code: 'SQLITE_BUSY' });

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';

/** What Kysely takes for a connection: the one connection to the file, or a transaction on it. */
class FileConnection implements DatabaseConnection {
  /** Until then it waits for its transaction to begin, on the clock of `performance.now()`. */
  readonly deadline = performance.now() + WAIT_MS;
  readonly #execute: (query: CompiledQuery, connection: FileConnection) => Promise<unknown>;

  constructor(execute: (query: CompiledQuery, connection: FileConnection) => Promise<unknown>) {
    this.#execute = execute;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return (await this.#execute(query, this)) as QueryResult<Row>;
  }

  streamQuery(): never {
    throw new Error('The desk reads whole results.');
  }
}

/**
 * One connection to a file, with one transaction at a time. Transactions take the write lock when
 * they begin, so that nobody changes what they read.
 *
 * Whoever waits for the lock, because another process holds it, waits without blocking the event
 * loop (as SQLite's own busy timeout would) and without keeping others from reading.
 */
class FileDriver implements Driver {
  readonly #file: SqliteFile;
  readonly #warn: (error: unknown) => void;
  readonly #turns = createTurns();
  /** The transaction that is open, and a promise of its end. */
  #open: { by: FileConnection; ended: Promise<void>; end: () => void } | undefined;
  #commits = 0;

  constructor(file: SqliteFile, warn: (error: unknown) => void) {
    this.#file = file;
    this.#warn = warn;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<FileConnection> {
    return Promise.resolve(
      new FileConnection((query, connection) => this.#execute(query, connection)),
    );
  }

  async #execute({ sql, parameters }: CompiledQuery, by: FileConnection): Promise<unknown> {
    // Others would see what is not committed.
    while (this.#open && this.#open.by !== by) await this.#open.ended;
    const statement = this.#file.prepare(sql);
    if (statement.reader) return { rows: statement.all(parameters) };
    const { changes, lastInsertRowid } = statement.run(parameters);
    return {
      numAffectedRows: BigInt(changes),
      insertId: BigInt(lastInsertRowid),
      rows: [],
    };
  }

  async beginTransaction(connection: FileConnection): Promise<void> {
    const { deadline } = connection;
    await this.#turns.take(deadline, () => new TooLate());
    for (;;) {
      try {
        // Not a prepared statement: one that found the lock taken would count as still running, and
        // every commit would fail.
        this.#file.exec('begin immediate');
        break;
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) {
          this.#turns.end();
          throw error;
        }
        await pause(BUSY_PAUSE_MS);
      }
    }
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    this.#open = { by: connection, ended, end };
  }

  #end(): void {
    this.#open?.end();
    this.#open = undefined;
    this.#turns.end();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- throws as a promise
  async commitTransaction(): Promise<void> {
    this.#file.exec('commit');
    this.#end();
    if (++this.#commits % COMMITS_PER_CHECKPOINT === 0) this.#checkpoint();
  }

  /** Whatever happens here, the commit before it is on the disk. */
  #checkpoint(): void {
    try {
      this.#file.rows('pragma wal_checkpoint(passive)');
    } catch (error) {
      this.#warn(error);
    }
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- throws as a promise
  async rollbackTransaction(): Promise<void> {
    try {
      // SQLite has rolled back by itself after some errors.
      if (this.#file.isTransaction()) this.#file.exec('rollback');
    } catch (error) {
      // The caller gets the error that made it roll back.
      this.#warn(error);
    } finally {
      this.#end();
    }
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- throws as a promise
  async destroy(): Promise<void> {
    this.#file.close();
  }
}

/** SQLite can roll back schema changes. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely's SQLite dialect over one file, whose transactions (migrations too) take the write lock. */
export class FileDialect extends SqliteDialect {
  readonly #file: SqliteFile;
  readonly #warn: (error: unknown) => void;

  constructor(file: SqliteFile, warn: (error: unknown) => void) {
    super({ database: file });
    this.#file = file;
    this.#warn = warn;
  }

  override createDriver(): Driver {
    return new FileDriver(this.#file, this.#warn);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite';

/** Statements that stay prepared. The queries of the desk are fewer, apart from lists of ids. */
const MAX_PREPARED = 200;

/** SQLite's result codes by number: https://sqlite.org/rescode.html */
const CODES: Readonly<Record<number, string>> = {
  1: 'SQLITE_ERROR',
  3: 'SQLITE_PERM',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  9: 'SQLITE_INTERRUPT',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  15: 'SQLITE_PROTOCOL',
  19: 'SQLITE_CONSTRAINT',
  26: 'SQLITE_NOTADB',
  // Kinds of the above: the number of the kind times 256 is added.
  266: 'SQLITE_IOERR_READ',
  522: 'SQLITE_IOERR_SHORT_READ',
  778: 'SQLITE_IOERR_WRITE',
  1034: 'SQLITE_IOERR_FSYNC',
  1290: 'SQLITE_IOERR_DIR_FSYNC',
  1546: 'SQLITE_IOERR_TRUNCATE',
  1802: 'SQLITE_IOERR_FSTAT',
  1555: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  2067: 'SQLITE_CONSTRAINT_UNIQUE',
  4618: 'SQLITE_IOERR_SHMOPEN',
  4874: 'SQLITE_IOERR_SHMSIZE',
};

/**
 * SQLite's own words for what can happen to any statement. The driver leaves out the number of an
 * error that occurs while rows are read.
 */
const WORDS: Readonly<Record<string, string>> = {
  'database is locked': 'SQLITE_BUSY',
  'database table is locked': 'SQLITE_LOCKED',
  'out of memory': 'SQLITE_NOMEM',
  'attempt to write a readonly database': 'SQLITE_READONLY',
  'disk I/O error': 'SQLITE_IOERR',
  'database disk image is malformed': 'SQLITE_CORRUPT',
  'database or disk is full': 'SQLITE_FULL',
  'unable to open database file': 'SQLITE_CANTOPEN',
  'locking protocol': 'SQLITE_PROTOCOL',
  'file is not a database': 'SQLITE_NOTADB',
};

/** An error of SQLite. Its `code` is SQLite's own name for it. */
export class SqliteError extends Error {
  readonly code: string;

  constructor(cause: Error & { errcode?: unknown }) {
    super(cause.message, { cause });
    const number = Number(cause.errcode);
    this.code = CODES[number] ?? CODES[number & 0xff] ?? WORDS[cause.message] ?? 'SQLITE_ERROR';
  }
}

/** Runs a call of the driver; its errors become {@link SqliteError}. */
function named<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR'
      ? new SqliteError(error)
      : error;
  }
}

type Row = Record<string, unknown>;

/** A statement, as Kysely uses it. */
export interface Statement {
  /** Whether it returns rows. */
  readonly reader: boolean;
  all(parameters: readonly unknown[]): Row[];
  run(parameters: readonly unknown[]): { changes: number; lastInsertRowid: number | bigint };
  iterate(parameters: readonly unknown[]): IterableIterator<unknown>;
}

const statementOf = (prepared: StatementSyncInstance): Statement => ({
  reader: prepared.columns().length > 0,
  all: (parameters) => named(() => prepared.all(...parameters) as Row[]),
  run: (parameters) => named(() => prepared.run(...parameters)),
  iterate: (parameters) => prepared.iterate(...parameters),
});

/** One connection to a database file. All calls are synchronous and throw {@link SqliteError}. */
export interface SqliteFile {
  prepare(sql: string): Statement;
  /** Runs SQL without parameters, and not as a prepared statement. */
  exec(sql: string): void;
  /** The rows of a statement without parameters. */
  rows(sql: string): Row[];
  /** Whether a transaction is open. */
  isTransaction(): boolean;
  close(): void;
}

/**
 * Opens a database file; it is created when it is not there.
 * @param options.busyMs How long a statement waits while another connection writes
 */
export function openSqlite(
  path: string,
  { readOnly = false, busyMs = 0 }: { readOnly?: boolean; busyMs?: number } = {},
): SqliteFile {
  const database = named(() => new DatabaseSync(path, { readOnly, timeout: busyMs }));
  const prepared = new Map<string, Statement>();

  function prepare(sql: string): Statement {
    let statement = prepared.get(sql);
    if (statement) prepared.delete(sql);
    else statement = statementOf(named(() => database.prepare(sql)));
    // The most recently used one is the last.
    prepared.set(sql, statement);
    const [oldest] = prepared.keys();
    if (prepared.size > MAX_PREPARED && oldest !== undefined) prepared.delete(oldest);
    return statement;
  }

  return {
    prepare,
    exec: (sql) => named(() => database.exec(sql)),
    rows: (sql) => prepare(sql).all([]),
    isTransaction: () => database.isTransaction,
    close() {
      prepared.clear();
      named(() => database.close());
    },
  };
}

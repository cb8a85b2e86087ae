import {
  SqliteAdapter,
  SqliteDialect,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { SqliteFile } from './sqlite-file.ts';
import { SqliteWriter } from './sqlite-writer.ts';
import { WAIT_MS } from './wait.ts';

function execute(file: SqliteFile, { sql, parameters }: CompiledQuery): QueryResult<unknown> {
  const statement = file.prepare(sql);
  if (statement.reader) return { rows: statement.all(parameters) };
  const { changes, lastInsertRowid } = statement.run(parameters);
  return {
    numAffectedRows: BigInt(changes),
    insertId: BigInt(lastInsertRowid),
    rows: [],
  };
}

/** What Kysely takes for a connection: a transaction, or a statement outside of any. */
class FileConnection implements DatabaseConnection {
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
 * Two connections to one file: one for transactions, and one that reads what is committed, so that
 * nobody who only reads waits for those who write.
 */
class FileDriver implements Driver {
  readonly #files: FileConnections;
  readonly #writer: SqliteWriter;

  constructor(files: FileConnections, warn: (error: unknown) => void) {
    this.#files = files;
    this.#writer = new SqliteWriter(files.writer, warn);
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<FileConnection> {
    return Promise.resolve(
      new FileConnection((query, connection) => this.#execute(query, connection)),
    );
  }

  async #execute(query: CompiledQuery, by: FileConnection): Promise<unknown> {
    if (this.#writer.isCurrent(by)) return this.#writer.run((file) => execute(file, query));
    if (query.query.kind === 'SelectQueryNode') return execute(this.#files.reader, query);
    return this.#writer.alone(by, (file) => execute(file, query));
  }

  beginTransaction(connection: FileConnection): Promise<void> {
    return this.#writer.begin(connection);
  }

  commitTransaction(connection: FileConnection): Promise<void> {
    return this.#writer.commit(connection);
  }

  rollbackTransaction(connection: FileConnection): Promise<void> {
    return this.#writer.rollback(connection);
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- throws as a promise
  async destroy(): Promise<void> {
    // The one that may write is the last, and removes the write-ahead log.
    this.#files.reader.close();
    this.#files.writer.close();
  }
}

/** SQLite can roll back schema changes. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Two connections to the same file. */
export interface FileConnections {
  writer: SqliteFile;
  reader: SqliteFile;
}

/** Kysely's SQLite dialect over one file, whose transactions (migrations too) take the write lock. */
export class FileDialect extends SqliteDialect {
  readonly #files: FileConnections;
  readonly #warn: (error: unknown) => void;

  constructor(files: FileConnections, warn: (error: unknown) => void) {
    super({ database: files.writer });
    this.#files = files;
    this.#warn = warn;
  }

  override createDriver(): Driver {
    return new FileDriver(this.#files, this.#warn);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

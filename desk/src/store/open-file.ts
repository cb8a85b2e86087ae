import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { CamelCasePlugin, Kysely, sql } from 'kysely';
import { sqliteStoreDialect } from './dialect.ts';
import { whyOfFile } from './file-errors.ts';
import { createKyselyStore } from './kysely-store.ts';
import { migrate } from './migrations.ts';
import type { Schema } from './schema.ts';
import { FileDialect, type FileConnections } from './sqlite-dialect.ts';
import { openSqlite, type SqliteFile } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';
import { readTime } from './stored-time.ts';
import { fileOf } from './store-url.ts';
import type { OpenOptions, Store } from './store.ts';
import { createSubscribers } from './subscribers.ts';
import { watchOtherWriters } from './watch-file.ts';

/**
 * How long the start waits while another process writes, ms. Later, transactions wait by
 * themselves.
 */
const START_BUSY_MS = 5_000;

/** Creates the file and its folder where they are missing, readable by their owner only. */
function prepare(path: string): void {
  // The file holds phone numbers.
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  if (!statSync(path).isFile()) throw new Error('this is not a file');
  accessSync(path, constants.R_OK | constants.W_OK);
  // For the write-ahead log.
  accessSync(dirname(path), constants.W_OK);
}

function setUp(file: SqliteFile): void {
  file.exec('pragma journal_mode = wal');
  // One fsync per commit: what was answered survives a power failure, not only a crash.
  file.exec('pragma synchronous = full');
  file.exec('pragma foreign_keys = on');
  // Overwrites deleted data, which would otherwise stay in free pages of the file.
  file.exec('pragma secure_delete = on');
  // A commit that is on the disk must not fail because of what comes after it. `SqliteWriter` copies
  // the write-ahead log into the file by itself.
  file.exec('pragma wal_autocheckpoint = 0');
}

function connect(path: string): FileConnections {
  let [writer, reader]: SqliteFile[] = [];
  try {
    prepare(path);
    writer = openSqlite(path, { busyMs: START_BUSY_MS });
    setUp(writer);
    reader = openSqlite(path);
    reader.exec('pragma query_only = on');
    return { writer, reader };
  } catch (error) {
    reader?.close();
    writer?.close();
    throw new StoreError(
      `DATABASE_URL: cannot open the database file ${path} (${whyOfFile(error, path)}). Expected a writable path.`,
    );
  }
}

/** Kysely over a database file with any schema version. */
export const kyselyOfFile = (
  path: string,
  warn: (error: unknown) => void = () => undefined,
): Kysely<Schema> =>
  new Kysely<Schema>({
    dialect: new FileDialect(connect(path), warn),
    plugins: [new CamelCasePlugin()],
  });

/** @throws {StoreError} when the file cannot be opened or migrated */
export async function openFile(
  url: string,
  { mustExist, random, announce, warn, clock, attachmentFiles }: OpenOptions,
): Promise<Store> {
  const path = fileOf(url);
  if (mustExist && !existsSync(path))
    throw new StoreError(`DATABASE_URL: there is no database file ${path}.`);
  const db = kyselyOfFile(path, warn);
  try {
    await migrate(db);
    await sql`pragma busy_timeout = 0`.execute(db);
  } catch (error) {
    await db.destroy();
    throw new StoreError(
      `DATABASE_URL: cannot bring the database file ${path} up to date (${whyOfFile(error, path)}).`,
    );
  }
  const subscribers = createSubscribers(warn);
  const stopWatching = watchOtherWriters(db, () => subscribers.tell([{ kind: 'resync' }]));
  return createKyselyStore({
    db,
    dialect: sqliteStoreDialect(subscribers),
    subscribers,
    random,
    announce,
    attachmentFiles,
    time: await readTime(db, clock),
    close: async () => {
      stopWatching();
      // A copy of the file alone then holds everything. Another process may still use the log.
      await sql`pragma wal_checkpoint(truncate)`.execute(db).catch(warn);
    },
  });
}

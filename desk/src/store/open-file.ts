import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { CamelCasePlugin, Kysely, sql } from 'kysely';
import Database from 'libsql';
import { ImmediateSqliteDialect, sqliteStoreDialect } from './dialect.ts';
import { createKyselyStore } from './kysely-store.ts';
import { migrate } from './migrations.ts';
import type { Schema } from './schema.ts';
import { StoreError, whyOf } from './store-error.ts';
import { fileOf } from './store-url.ts';
import type { Store, StoreOptions } from './store.ts';
import { createSubscribers } from './subscribers.ts';
import { watchOtherWriters } from './watch-file.ts';

/**
 * How long the start waits while another process writes, ms. Later, transactions wait by
 * themselves.
 */
const START_BUSY_MS = 5_000;

function connect(path: string): Database.Database {
  try {
    // The folder is readable by its owner only: the file holds phone numbers.
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const database = new Database(path, { timeout: START_BUSY_MS });
    database.pragma('journal_mode = WAL');
    // One fsync per commit: what was answered survives a power failure, not only a crash.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // Overwrites deleted data, which would otherwise stay in free pages of the file.
    database.pragma('secure_delete = ON');
    return database;
  } catch (error) {
    throw new StoreError(
      `DATABASE_URL: cannot open the database file ${path} (${whyOf(error)}). Expected a writable path.`,
    );
  }
}

/** Kysely over a database file with any schema version. */
export const kyselyOfFile = (path: string): Kysely<Schema> =>
  new Kysely<Schema>({
    dialect: new ImmediateSqliteDialect(connect(path)),
    plugins: [new CamelCasePlugin()],
  });

/** @throws {StoreError} when the file cannot be opened or migrated */
export async function openFile(
  url: string,
  { mustExist, random, announce, warn }: Required<StoreOptions>,
): Promise<Store> {
  const path = fileOf(url);
  if (mustExist && !existsSync(path))
    throw new StoreError(`DATABASE_URL: there is no database file ${path}.`);
  const db = kyselyOfFile(path);
  try {
    await migrate(db);
    await sql`pragma busy_timeout = 0`.execute(db);
  } catch (error) {
    await db.destroy();
    throw new StoreError(
      `DATABASE_URL: cannot bring the database file ${path} up to date (${whyOf(error)}).`,
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
    close() {
      stopWatching();
      return Promise.resolve();
    },
  });
}

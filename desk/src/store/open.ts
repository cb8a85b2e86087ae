import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { createKyselyStore } from './kysely-store.ts';
import { migrate } from './migrations.ts';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

/** What an operator can put right; its message is all they need to see. */
export class StoreError extends Error {}

/** How long a statement waits for another process that is writing. */
const BUSY_MS = 5_000;

/** @throws {StoreError} for a URL that names no database file */
function fileOf(url: string): string {
  if (/^postgres(?:ql)?:/.test(url)) throw new StoreError('DATABASE_URL: PostgreSQL is not supported yet; expected file:<path>.');
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.startsWith('file:') ? url.slice('file:'.length) : '';
  if (!path) throw new StoreError('DATABASE_URL: expected file:<path>, such as file:./data/desk.db.');
  return path;
}

function openFile(path: string): Database.Database {
  try {
    // It holds phone numbers: a folder made for it is its owner's alone.
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const database = new Database(path, { timeout: BUSY_MS });
    database.pragma('journal_mode = WAL');
    // One fsync per commit: what was answered survives a power cut, not only a crash.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    return database;
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown error';
    throw new StoreError(`DATABASE_URL: cannot open the database file ${path} (${why}). Expected a writable path.`);
  }
}

/**
 * Opens a database and brings its schema up to date.
 * @param url `file:<path>`, relative to the working directory, or `file:///…`; folder and file are made where missing
 * @param options `mustExist` for readers that would be told nothing by a new, empty file
 * @throws {StoreError} where it cannot be opened
 */
export async function createStore(url: string, options: { mustExist?: boolean } = {}): Promise<Store> {
  const path = fileOf(url);
  if (options.mustExist && !existsSync(path)) throw new StoreError(`DATABASE_URL: there is no database file ${path}.`);
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: openFile(path) }), plugins: [new CamelCasePlugin()] });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    const why = error instanceof Error ? error.message : 'unknown error';
    throw new StoreError(`DATABASE_URL: cannot bring the database file ${path} up to date (${why}).`);
  }
  return createKyselyStore(db);
}

import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { openSqlite } from './sqlite-file.ts';
import { StoreError, whyOf } from './store-error.ts';
import { fileOf, isPostgresUrl } from './store-url.ts';

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function copy(from: string, to: string): void {
  const source = openSqlite(from);
  try {
    source.prepare('vacuum into ?').run([to]);
  } finally {
    source.close();
  }
}

/** @throws {Error} when the copy is damaged */
function check(path: string): void {
  const database = openSqlite(path, { readOnly: true });
  try {
    const rows = database.rows('pragma integrity_check');
    if (rows.length !== 1 || rows[0]?.['integrity_check'] !== 'ok')
      throw new Error('the copy is damaged');
  } finally {
    database.close();
  }
}

/**
 * Copies a database file while desks write to it. The copy holds every commit from before, and no
 * half of a later one. It is checked and synced to the disk before it gets its name.
 * @param target Path of a new file in an existing folder
 * @throws {StoreError} on failure; no file is left then
 */
export function backup(url: string, target: string): void {
  if (isPostgresUrl(url))
    throw new StoreError('DATABASE_URL: a PostgreSQL database is backed up with pg_dump -Fc.');
  const source = fileOf(url);
  if (!existsSync(source))
    throw new StoreError(`DATABASE_URL: there is no database file ${source}.`);
  if (existsSync(target))
    throw new StoreError(`${target} is there already; expected the path of a new file.`);
  const unfinished = `${target}.${process.pid}.part`;
  try {
    // Restrict the permissions before anything is written: it will hold phone numbers.
    closeSync(openSync(unfinished, 'wx', 0o600));
    copy(source, unfinished);
    chmodSync(unfinished, 0o600);
    check(unfinished);
    sync(unfinished);
    renameSync(unfinished, target);
    sync(dirname(resolve(target)));
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new StoreError(`Cannot write the backup ${target} (${whyOf(error)}).`);
  }
}

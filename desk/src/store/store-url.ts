import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StoreError } from './store-error.ts';

export const isPostgresUrl = (url: string): boolean => /^postgres(?:ql)?:/.test(url);

function pathOf(url: string): string {
  if (!url.startsWith('file://')) return url.startsWith('file:') ? url.slice('file:'.length) : '';
  try {
    return fileURLToPath(url);
  } catch {
    // It names another machine, or is no URL.
    return '';
  }
}

/** Characters of a path that cannot be meant: SQLite's parameters, and what no file name holds. */
const NEVER_MEANT = /[?#\0]/;

/**
 * The absolute path of a database file.
 * @throws {StoreError} when the URL does not name one. SQLite's databases in memory are refused:
 * what they have acknowledged is lost with the process.
 */
export function fileOf(url: string): string {
  const path = pathOf(url);
  if (!path || path === ':memory:' || NEVER_MEANT.test(path) || /^file:\/\/.*[?#]/.test(url))
    throw new StoreError(
      'DATABASE_URL: expected file:<path>, such as file:./data/desk.db, or postgres://<user>@<host>/<database>.',
    );
  return isAbsolute(path) ? path : resolve(path);
}

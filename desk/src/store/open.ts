import { randomBytes } from 'node:crypto';
import type { RandomBytes } from '../auth/secrets.ts';
import { openFile } from './open-file.ts';
import { openPostgres } from './open-postgres.ts';
import type { Store } from './store.ts';
import { isPostgresUrl } from './store-url.ts';

export { isUnavailable } from './dialect.ts';
export { StoreError } from './store-error.ts';

export interface StoreOptions {
  /** For readers that would be told nothing by a new, empty file. */
  mustExist?: boolean;
  /** For ids. */
  random?: RandomBytes;
  /** Hears of what goes wrong behind the callers' backs: a connection that was lost, a listener that throws. */
  warn?: (error: unknown) => void;
}

/**
 * Opens a database and brings its schema up to date.
 * @param url `file:<path>`, relative to the working directory, or `file:///…`, whose folder and file are made where missing; or `postgres://…`
 * @throws {StoreError} where it cannot be opened
 */
export function createStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const parts = {
    mustExist: options.mustExist ?? false,
    random: options.random ?? randomBytes,
    warn: options.warn ?? (() => undefined),
  };
  return isPostgresUrl(url) ? openPostgres(url, parts) : openFile(url, parts);
}

import { randomBytes } from 'node:crypto';
import { openFile } from './open-file.ts';
import { openPostgres } from './open-postgres.ts';
import type { Store, StoreOptions } from './store.ts';
import { isPostgresUrl } from './store-url.ts';

export { isUnavailable } from './dialect.ts';
export { StoreError } from './store-error.ts';

/**
 * Opens a database and brings its schema up to date.
 * @param url `file:<path>`, relative to the working directory, or `file:///…`, whose folder and file are made where missing; or `postgres://…`
 * @throws {StoreError} where it cannot be opened
 */
export function createStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const parts = {
    mustExist: options.mustExist ?? false,
    random: options.random ?? randomBytes,
    announce: options.announce ?? (() => []),
    warn: options.warn ?? (() => undefined),
  };
  return isPostgresUrl(url) ? openPostgres(url, parts) : openFile(url, parts);
}

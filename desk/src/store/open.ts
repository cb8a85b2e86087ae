import { randomBytes } from 'node:crypto';
import { openFile } from './open-file.ts';
import type { OpenOptions, Store, StoreOptions } from './store.ts';
import { isPostgresUrl } from './store-url.ts';

export { isUnavailable } from './errors.ts';
export { StoreError } from './store-error.ts';

/**
 * Opens a database and migrates it to the newest schema.
 * @param url `file:<path>`, relative to the working directory, or `file:///…` (folder and file are
 * created), or `postgres://…`
 * @throws {StoreError} when it cannot be opened
 * @example await createStore('file:./data/desk.db', { announce })
 */
export async function createStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const parts: OpenOptions = {
    ...(options.clock && { clock: options.clock }),
    ...(options.attachmentFiles && { attachmentFiles: options.attachmentFiles }),
    mustExist: options.mustExist ?? false,
    random: options.random ?? randomBytes,
    announce: options.announce ?? (() => []),
    warn: options.warn ?? (() => undefined),
  };
  if (!isPostgresUrl(url)) return openFile(url, parts);
  const { openPostgres } = await import('./open-postgres.ts');
  return openPostgres(url, parts);
}

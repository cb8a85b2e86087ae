import { fileURLToPath } from 'node:url';
import { StoreError } from './store-error.ts';

export const isPostgresUrl = (url: string): boolean => /^postgres(?:ql)?:/.test(url);

/** @throws {StoreError} when the URL does not name a database file */
export function fileOf(url: string): string {
  const path = url.startsWith('file://')
    ? fileURLToPath(url)
    : url.startsWith('file:')
      ? url.slice('file:'.length)
      : '';
  if (!path)
    throw new StoreError(
      'DATABASE_URL: expected file:<path>, such as file:./data/desk.db, or postgres://<user>@<host>/<database>.',
    );
  return path;
}

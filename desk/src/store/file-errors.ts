import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { SqliteError } from './sqlite-file.ts';
import { whyOf } from './store-error.ts';

/** With less space than this, SQLite cannot create its files. */
const NO_SPACE_BYTES = 1 << 20;

function isDiskFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < NO_SPACE_BYTES;
  } catch {
    return false;
  }
}

const WORDS: readonly [codes: RegExp, words: string][] = [
  [/^(?:SQLITE_FULL|ENOSPC|EDQUOT)/, 'the disk is full'],
  [/^(?:SQLITE_READONLY|EACCES|EPERM|EROFS)/, 'it may not be written'],
  [/^SQLITE_NOTADB/, 'this is no database'],
  [/^SQLITE_CORRUPT/, 'it is damaged; restore a backup'],
  [/^SQLITE_BUSY/, 'another process has locked it'],
];

/** Why a database file cannot be used, in words for the operator. */
export function whyOfFile(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // SQLite says so only when it writes data, not when it creates its files.
  if (code.startsWith('SQLITE_IOERR') && isDiskFull(path)) return 'the disk is full';
  const words = WORDS.find(([codes]) => codes.test(code))?.[1] ?? whyOf(error);
  return error instanceof SqliteError || words === whyOf(error) ? words : `${words}, ${code}`;
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  codes.some((code) => code === codeOf(error));

/** Whether a unique constraint was violated: codes of SQLite, then PostgreSQL's. */
export const isTaken = (error: unknown): boolean =>
  hasCode(error, ['SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE', '23505']);

/**
 * Whether a transaction was aborted because of a conflict with another; it may be repeated as a
 * whole.
 */
export const isConflict = (error: unknown): boolean => hasCode(error, ['40001', '40P01']);

/**
 * The connection to the server failed, or could not be made: the driver's error, which has no code
 * of PostgreSQL.
 */
export class ConnectionError extends Error {
  readonly code: string;

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : 'The connection failed.', { cause });
    const code = codeOf(cause);
    this.code = typeof code === 'string' ? code : 'CONNECTION';
  }
}

/** A request has waited for the database as long as it may. Nothing of the transaction was done. */
export class TooLate extends Error {
  readonly code = 'WAITED_TOO_LONG';

  constructor() {
    super('The database did not take the request in time.');
  }
}

/**
 * SQLite: another process has the lock; the disk fails, is full, or may not be written; the file is
 * damaged or gone.
 */
const SQLITE = /^SQLITE_(?:BUSY|LOCKED|NOMEM|READONLY|IOERR|CORRUPT|FULL|CANTOPEN|PROTOCOL|NOTADB)/;
/**
 * PostgreSQL: connection lost, no resources (the disk is full), stopping or cancelled, system and
 * internal errors (the disk fails), a lock that was not free in time, a transaction that idled or
 * was aborted by an earlier error, a standby, conflicts.
 */
const POSTGRES = /^(?:08|53|57|58|XX|55P03|25P0[23]|25006|40)/;

/** Whether the database, and not the request, is the reason: a repeated request may succeed. */
export const isUnavailable = (error: unknown): boolean => {
  const code = codeOf(error);
  return (
    error instanceof ConnectionError ||
    error instanceof TooLate ||
    (typeof code === 'string' && (SQLITE.test(code) || POSTGRES.test(code)))
  );
};

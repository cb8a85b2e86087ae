/**
 * How long a request waits for the database in all, ms: for its turn to write, for a free
 * connection, for a lock of another process. Members who wait longer have given up.
 */
export const WAIT_MS = 5_000;

import type { Kysely, Transaction } from 'kysely';
import type { RandomBytes } from '../domain/random.ts';
import type { StoreDialect } from './dialect.ts';
import { isConflict, TooLate } from './errors.ts';
import type { Schema } from './schema.ts';
import type { Announce, Change } from './store.ts';
import { WAIT_MS } from './wait.ts';

export type { Reader } from './reader.ts';

/** Runs in a transaction. `tell` collects the changes that subscribers hear of after the commit. */
export type Work<T> = (
  transaction: Transaction<Schema>,
  tell: (change: Change) => void,
) => Promise<T>;

/** What the parts of the store share. */
export interface Database {
  db: Kysely<Schema>;
  dialect: StoreDialect;
  /** For ids. */
  random: RandomBytes;
  announce: Announce;
  /**
   * How far what has surely passed is behind the clock, ms. Whatever deletes what is older than an
   * instant takes this off: a clock that jumped ahead deletes nothing.
   */
  lagMs: () => number;
  /**
   * Whether the clock says less than has surely passed. What is later than now may be right then, so
   * nothing corrects it.
   */
  isBehind: () => boolean;
  /**
   * Runs `work` in a transaction; repeats it after a conflict with another transaction. All writes
   * go through here.
   * @throws {TooLate} when it cannot begin before the deadline of the request, or within
   *   {@link WAIT_MS} without one
   */
  transact<T>(work: Work<T>): Promise<T>;
  /** @param deadline On the clock of `performance.now()`: when all waits of a request end */
  by(deadline: number): Database;
}

const MAX_ATTEMPTS = 10;

/**
 * Runs a task that has to wait before it begins.
 * @param task Calls `begin` when it has waited long enough to begin
 * @throws {TooLate} at the deadline, if it has not begun; it is told so when it begins
 */
function beginningBy<T>(deadline: number, task: (begin: () => void) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new TooLate());
    }, deadline - performance.now());
    const begin = (): void => {
      clearTimeout(timer);
      if (isLate) throw new TooLate();
    };
    task(begin)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

export function createDatabase(
  parts: Omit<Database, 'transact' | 'by'>,
  requestDeadline?: number,
): Database {
  const { db, dialect } = parts;
  async function transact<T>(work: Work<T>): Promise<T> {
    const deadline = requestDeadline ?? performance.now() + WAIT_MS;
    const attemptOnce = (changes: Change[]): Promise<T> =>
      beginningBy(deadline, (begin) =>
        db.transaction().execute(async (transaction) => {
          begin();
          await dialect.limitWaits(transaction, deadline - performance.now());
          const done = await work(transaction, (change) => void changes.push(change));
          await dialect.send(transaction, changes);
          return done;
        }),
      );
    for (let attempt = 1; ; attempt++) {
      const changes: Change[] = [];
      try {
        const result = await attemptOnce(changes);
        dialect.committed(changes);
        return result;
      } catch (error) {
        if (!isConflict(error) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }
  return { ...parts, transact, by: (deadline) => createDatabase(parts, deadline) };
}

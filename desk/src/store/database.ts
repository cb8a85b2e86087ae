import type { Kysely, Transaction } from 'kysely';
import type { RandomBytes } from '../domain/random.ts';
import type { StoreDialect } from './dialect.ts';
import { isConflict } from './errors.ts';
import type { Schema } from './schema.ts';
import type { Announce, Change } from './store.ts';

export type Reader = Kysely<Schema> | Transaction<Schema>;

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
   * Runs `work` in a transaction; repeats it after a conflict with another transaction. All writes
   * go through here.
   */
  transact<T>(work: Work<T>): Promise<T>;
}

const MAX_ATTEMPTS = 10;

export function createDatabase({
  db,
  dialect,
  random,
  announce,
  lagMs,
}: Omit<Database, 'transact'>): Database {
  async function transact<T>(work: Work<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const changes: Change[] = [];
      try {
        const result = await db.transaction().execute(async (transaction) => {
          const done = await work(transaction, (change) => void changes.push(change));
          await dialect.send(transaction, changes);
          return done;
        });
        dialect.committed(changes);
        return result;
      } catch (error) {
        if (!isConflict(error) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }
  return { db, dialect, random, announce, lagMs, transact };
}

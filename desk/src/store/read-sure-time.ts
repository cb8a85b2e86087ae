import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import { createSureTime, type SureTime } from './sure-time.ts';

/** The setting that holds the last time that was sure, epoch ms. */
export const SURE_TIME = 'sure-time';

/** The last time that a database knows of, epoch ms; undefined for a new one. */
async function lastTime(db: Kysely<Schema>): Promise<number | undefined> {
  const stored = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', SURE_TIME)
    .executeTakeFirst();
  if (stored) return Number(stored.value);
  // Version 0.1 did not remember it.
  const newest = await db
    .selectFrom('ticket')
    .select(({ fn }) => fn.max('createdAt').as('at'))
    .executeTakeFirst();
  return newest?.at ?? undefined;
}

/**
 * The sure time of a database, as of its last use.
 * @param clock Epoch ms; without one, whatever callers say is taken for sure
 */
export async function readSureTime(
  db: Kysely<Schema>,
  clock: (() => number) | undefined,
): Promise<SureTime> {
  if (!clock) return { lagMs: () => 0, aheadMs: () => 0, atLeast: () => undefined, sure: () => 0 };
  return createSureTime(await lastTime(db), clock, () => performance.now());
}

import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** How often other processes' changes are looked for, ms. It reads a few bytes of shared memory. */
const LOOK_MS = 1_000;

/**
 * Calls `onChange` after another process has changed the database file: the commands `agents` and
 * `backup` do not talk to a running desk. SQLite counts the commits of other connections.
 * @returns A function that stops it
 */
export function watchOtherWriters(
  db: Kysely<Schema>,
  onChange: () => void,
  lookMs = LOOK_MS,
): () => void {
  let known: number | undefined;
  let isLooking = false;

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      const { rows } = await sql<{ dataVersion: number }>`pragma data_version`.execute(db);
      const found = rows[0]?.dataVersion;
      const isOther = known !== undefined && found !== known;
      known = found;
      if (isOther) onChange();
    } catch {
      // Whoever reads or writes next reports it.
    } finally {
      isLooking = false;
    }
  }

  void look();
  const timer = setInterval(() => void look(), lookMs).unref();
  return () => clearInterval(timer);
}

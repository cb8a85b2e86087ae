import { DatabaseSync } from '@photostructure/sqlite';
import pg from 'pg';

/**
 * Keeps everybody else from writing tickets.
 * @param {import('./databases.mjs').Database} database
 * @returns {Promise<() => Promise<void>>} Gives the lock back
 */
export async function holdLock({ kind, path, url }) {
  if (kind === 'postgres') {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('begin');
    await client.query('lock table ticket in access exclusive mode');
    return async () => {
      await client.query('rollback');
      await client.end();
    };
  }
  const file = new DatabaseSync(path, { timeout: 2_000 });
  file.exec('begin immediate');
  return () => {
    file.exec('rollback');
    file.close();
    return Promise.resolve();
  };
}

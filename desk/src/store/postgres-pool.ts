import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { ConnectionError } from './errors.ts';
import { statementName } from './prepared.ts';

/** `pipeline` is missing in the types of the driver. */
export type PoolSettings = pg.PoolConfig & { pipeline?: boolean };

/** Errors of the server keep their code; all others say that the connection does not work. */
const named = (error: unknown): unknown =>
  error instanceof pg.DatabaseError || error instanceof TypeError
    ? error
    : new ConnectionError(error);

async function naming<T>(task: Promise<T>): Promise<T> {
  try {
    return await task;
  } catch (error) {
    throw named(error);
  }
}

function clientOf(client: pg.PoolClient, warn: (error: unknown) => void): PostgresPoolClient {
  let broken = false;
  const query = async (sql: string, parameters: readonly unknown[]): Promise<unknown> => {
    try {
      const name = statementName(sql);
      return await naming(
        client.query({ text: sql, values: [...parameters], ...(name !== undefined && { name }) }),
      );
    } catch (error) {
      if (sql !== 'rollback') throw error;
      // The caller gets the error that made it roll back. The server rolls back when the connection
      // ends.
      broken = true;
      warn(error);
      return { command: 'ROLLBACK', rowCount: 0, rows: [] };
    }
  };
  return {
    query: query as PostgresPoolClient['query'],
    release: () => client.release(broken),
  };
}

/**
 * The pool as Kysely uses it. Its errors are those of the server, or {@link ConnectionError}.
 * @param warn Called with errors that no caller sees
 */
export function createPool(settings: PoolSettings, warn: (error: unknown) => void): PostgresPool {
  const pool = new pg.Pool(settings);
  // A broken idle connection is replaced when it is next needed. Without a listener its error would
  // end the process.
  pool.on('error', warn);
  // The pool does not listen to connections in use. Their users get the error with the next
  // statement.
  pool.on('connect', (client) => client.on('error', () => undefined));
  // Kysely prepares each client that it has not seen.
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    async connect() {
      const client = await naming(pool.connect());
      const known = clients.get(client) ?? clientOf(client, warn);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

import { CamelCasePlugin, CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { postgresStoreDialect } from './dialect.ts';
import { createKyselyStore } from './kysely-store.ts';
import { listenForChanges } from './listen.ts';
import { migrate } from './migrations.ts';
import { explainPostgres, type PostgresAddress } from './postgres-errors.ts';
import { createPool } from './postgres-pool.ts';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';
import { readTime } from './stored-time.ts';
import type { OpenOptions, Store } from './store.ts';
import { createSubscribers } from './subscribers.ts';
import { WAIT_MS } from './wait.ts';

/** Connections per process; a server allows 100 by default in total. */
const MAX_CONNECTIONS = 10;
const CONNECT_MS = 5_000;
/** A statement that takes longer is cancelled, ms. */
const STATEMENT_MS = 10_000;
/** An answered request is on the disk, whatever the server's default. Stronger settings stay. */
const COMMIT_TO_DISK = `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`;

/**
 * Instants in ms and counts are far below 2^53; `pg` returns them as text otherwise. Set per
 * client, because `pg`'s global parsers affect other code.
 */
export const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

function readUrl(url: string): { settings: pg.ClientConfig; address: PostgresAddress } {
  let probe;
  try {
    probe = new pg.Client({ connectionString: url });
  } catch {
    // The original message may contain the URL, and with it the password.
    throw new StoreError(
      'DATABASE_URL: expected postgres://<user>:<password>@<host>:<port>/<database>.',
    );
  }
  const settings: pg.ClientConfig = {
    connectionString: url,
    application_name: 'hotline-desk',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types,
  };
  return {
    settings,
    address: {
      host: probe.host,
      port: probe.port,
      user: probe.user ?? '',
      database: probe.database ?? '',
    },
  };
}

/** Kysely over a PostgreSQL database with any schema version. */
export function kyselyOfServer(
  settings: pg.PoolConfig,
  warn: (error: unknown) => void = () => undefined,
): Kysely<Schema> {
  const dialect = new PostgresDialect({
    // Statements are sent without waiting for the result of the one before (`runTogether`).
    pool: createPool({ ...settings, pipeline: true }, warn),
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw(COMMIT_TO_DISK));
    },
  });
  return new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] });
}

export async function openPostgres(
  url: string,
  { random, announce, warn, clock, attachmentFiles }: OpenOptions,
): Promise<Store> {
  const { settings, address } = readUrl(url);
  // No statement limit here: while another process migrates the schema, this one waits.
  const migrating = kyselyOfServer({ ...settings, max: 2 });
  try {
    await migrate(migrating);
  } catch (error) {
    throw explainPostgres(error, address);
  } finally {
    await migrating.destroy();
  }

  const subscribers = createSubscribers(warn);
  const self = Buffer.from(random(9)).toString('base64url');
  const listening = await listenForChanges({
    createClient: () => new pg.Client({ ...settings, query_timeout: STATEMENT_MS }),
    self,
    onChanges: (changes) => subscribers.tell(changes),
    warn,
  }).catch((error: unknown) => {
    throw explainPostgres(error, address);
  });
  const db = kyselyOfServer(
    {
      ...settings,
      max: MAX_CONNECTIONS,
      // Includes the wait for a free connection.
      connectionTimeoutMillis: WAIT_MS,
      lock_timeout: WAIT_MS,
      statement_timeout: STATEMENT_MS,
      idle_in_transaction_session_timeout: 3 * STATEMENT_MS,
    },
    warn,
  );
  // Makes Kysely connect, because it closes only what it has used.
  await sql`select 1`.execute(db);
  return createKyselyStore({
    db,
    dialect: postgresStoreDialect(self, subscribers),
    subscribers,
    random,
    announce,
    attachmentFiles,
    time: await readTime(db, clock),
    close: () => listening.close(),
  });
}

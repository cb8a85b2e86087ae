import { CamelCasePlugin, CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { postgresStoreDialect } from './dialect.ts';
import { createKyselyStore } from './kysely-store.ts';
import { listenForChanges } from './listen.ts';
import { migrate } from './migrations.ts';
import { explainPostgres, type Place } from './postgres-errors.ts';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';
import type { Store, StoreOptions } from './store.ts';
import { createSubscribers } from './subscribers.ts';

/** Of one process; a server allows 100 by default, for all. */
const MOST_CONNECTIONS = 10;
const CONNECT_MS = 5_000;
/** How long a request waits for one of the connections while all are taken. */
const TURN_MS = 10_000;
/** A statement that takes longer is given up: something else is wrong then. */
const STATEMENT_MS = 10_000;
/** Answered means on the disk, whatever the server's default. A stronger setting stays. */
const COMMIT_TO_DISK = `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`;

/** Instants in ms and counts are far below 2^53; `pg` would give them as text. Only here: its parsers are everybody's. */
export const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

function readUrl(url: string): { settings: pg.ClientConfig; place: Place } {
  let probe;
  try {
    probe = new pg.Client({ connectionString: url });
  } catch {
    // The message may repeat the URL, and with it the password.
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
    place: {
      host: probe.host,
      port: probe.port,
      user: probe.user ?? '',
      database: probe.database ?? '',
    },
  };
}

/** Kysely over a PostgreSQL database, whatever its schema. */
export function kyselyOfServer(
  settings: pg.PoolConfig,
  warn: (error: unknown) => void = () => undefined,
): Kysely<Schema> {
  const pool = new pg.Pool(settings);
  // An idle connection that breaks is replaced when it is next needed; unheard, its error would end the process.
  pool.on('error', warn);
  // So would that of one in use, to which the pool does not listen; whoever uses it hears of it with their next statement.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const dialect = new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw(COMMIT_TO_DISK));
    },
  });
  return new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] });
}

export async function openPostgres(
  url: string,
  { random, announce, warn }: Required<StoreOptions>,
): Promise<Store> {
  const { settings, place } = readUrl(url);
  // Without the limit for statements: another process may be bringing the schema up to date, and this one waits for it.
  const migrating = kyselyOfServer({ ...settings, max: 2 });
  try {
    await migrate(migrating);
  } catch (error) {
    throw explainPostgres(error, place);
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
    throw explainPostgres(error, place);
  });
  const db = kyselyOfServer(
    {
      ...settings,
      max: MOST_CONNECTIONS,
      connectionTimeoutMillis: TURN_MS,
      statement_timeout: STATEMENT_MS,
      idle_in_transaction_session_timeout: 3 * STATEMENT_MS,
    },
    warn,
  );
  // Kysely closes only what it has used.
  await sql`select 1`.execute(db);
  return createKyselyStore({
    db,
    dialect: postgresStoreDialect(self, subscribers),
    subscribers,
    random,
    announce,
    close: () => listening.close(),
  });
}

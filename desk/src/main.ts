import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createApp } from './app.ts';
import { readDatabaseUrl, readSettings } from './config.ts';
import { ConfigError, decodeSecret } from './desk-config.ts';
import { formatQueue, queueJson } from './domain/queue-list.ts';
import { WAITING_STATUSES } from './domain/ticket.ts';
import { chineseWorkCalendar } from './domain/work-calendar.ts';
import { fixedConfig } from './live-config.ts';
import { createLog } from './log.ts';
import { listen } from './server.ts';
import { createStore, StoreError } from './store/open.ts';

const HELP = `Usage: hotline-desk [serve]           take callbacks and answer members
       hotline-desk tickets [--json]  list what waits, earliest due first

Environment:
  HOTLINE_CONFIG  path of the shop's hotline.config.json
  DESK_CONFIG     path of the desk's private JSON: id, origins, keys, limits, trustProxy
  DATABASE_URL    file:<path> (file:./data/desk.db)
  PORT, HOST      where to listen (8001, 127.0.0.1)
  DESK_SECRET     at least 32 bytes in base64url; kept in the database where absent
  LOG_LEVEL       fatal, error, warn, info, debug, trace or silent (info)
`;

/** Holidays before it no longer matter to anybody. */
const FIRST_CALENDAR_YEAR = 2025;
const GRACE_MS = 10_000;

async function serve(): Promise<void> {
  const settings = await readSettings(process.env, {
    readFile: (path) => readFileSync(path, 'utf8'),
    workCalendar: () => chineseWorkCalendar(FIRST_CALENDAR_YEAR),
  });
  const { shop, desk, host, port } = settings;
  const config = fixedConfig({ shop, desk });
  const stopping = new AbortController();
  const log = createLog(settings.logLevel);
  const store = await createStore(settings.databaseUrl);
  const kept = settings.secret ?? decodeSecret(await store.setting('secret', () => randomBytes(32).toString('base64url')));
  if (!kept) throw new StoreError('DATABASE_URL: the secret in the database is damaged; set DESK_SECRET.');

  const app = createApp({ config, store, secret: kept, clock: Date.now, random: randomBytes, log, announce: () => [], stopping: stopping.signal });
  const server = await listen(app, host, port);
  process.stdout.write(`hotline-desk listens on ${server.url}\n`);

  const stop = async (signal: string): Promise<void> => {
    if (stopping.signal.aborted) process.exit(1);
    log.info({ signal }, 'stopping');
    stopping.abort();
    await server.close(GRACE_MS);
    await store.close();
    // Not left to run out: whoever started it may hold a channel open.
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));
}

async function tickets(asJson: boolean): Promise<void> {
  const store = await createStore(readDatabaseUrl(process.env), { mustExist: true });
  try {
    const waiting = (await store.tickets.open()).filter(({ status }) => WAITING_STATUSES.some((waiting) => waiting === status));
    process.stdout.write(`${(asJson ? queueJson : formatQueue)(waiting, Date.now())}\n`);
  } finally {
    await store.close();
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  const [command = 'serve', ...rest] = positionals;
  if (values.help) process.stdout.write(HELP);
  else if (command === 'serve' && !rest.length && !values.json) await serve();
  else if (command === 'tickets' && !rest.length) await tickets(values.json ?? false);
  else throw new ConfigError(`There is no such command.\n\n${HELP}`);
}

main().catch((error: unknown) => {
  // What an operator can put right needs no stack.
  const expected = error instanceof ConfigError || error instanceof StoreError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  process.stderr.write(`hotline-desk: ${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});

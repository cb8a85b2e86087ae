import { parseArgs } from 'node:util';
import { ConfigError } from './config/config-error.ts';
import { readDatabaseUrl } from './config/environment.ts';
import { StoreError } from './store/store-error.ts';

// What a command runs is loaded by that command: the whole desk takes half a second.

const HELP = `Usage: hotline-desk [serve]           take callbacks and answer members
       hotline-desk tickets [--json]  list all open tickets, earliest due first
       hotline-desk agents --help     add, list and disable who works in the console
       hotline-desk clock --help      what the desk believes of the clock, and how to overrule it
       hotline-desk backup <file>     copy the database file while the desk runs

Environment:
  HOTLINE_CONFIG  path of the shop's hotline.config.json
  DESK_CONFIG     path of the desk's private JSON: id, origins, keys, receivers, limits
  DATABASE_URL    file:<path> or postgres://… (file:./data/desk.db)
  PORT, HOST      where to listen (8001, 127.0.0.1)
  DESK_SECRET     at least 32 bytes in base64url; kept in the database where absent
  LOG_LEVEL       fatal, error, warn, info, debug, trace or silent (info)

Both files are read again when they change, and on SIGHUP.
`;

async function run(): Promise<void> {
  const { serve } = await import('./serve.ts');
  const desk = await serve(process.env);
  process.stdout.write(`hotline-desk listens on ${desk.url}\n`);

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    await desk.stop(signal);
    // Exit explicitly: whoever started the process may hold a channel open.
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));
  process.on('SIGHUP', () => void desk.reload());
}

async function tickets(asJson: boolean): Promise<void> {
  const { ticketsCommand } = await import('./cli/tickets.ts');
  const { SOURCES } = await import('./sources.ts');
  await ticketsCommand(asJson, {
    env: process.env,
    sources: SOURCES,
    output: process.stdout,
    errors: process.stderr,
    now: Date.now,
  });
}

async function main(): Promise<void> {
  if (process.argv[2] === 'agents') {
    const { agentsCommand } = await import('./cli/agents.ts');
    return agentsCommand(process.argv.slice(3), {
      env: process.env,
      input: process.stdin,
      output: process.stdout,
    });
  }
  if (process.argv[2] === 'clock') {
    const { clockCommand } = await import('./cli/clock.ts');
    return clockCommand(process.argv.slice(3), {
      env: process.env,
      output: process.stdout,
      now: Date.now,
    });
  }
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  const [command = 'serve', ...rest] = positionals;
  if (values.help) process.stdout.write(HELP);
  else if (command === 'serve' && !rest.length && !values.json) await run();
  else if (command === 'tickets' && !rest.length) await tickets(values.json ?? false);
  else if (command === 'backup' && rest[0] !== undefined && rest.length === 1) {
    const { backup } = await import('./store/backup.ts');
    backup(readDatabaseUrl(process.env), rest[0]);
  } else throw new ConfigError(`There is no such command.\n\n${HELP}`);
}

/**
 * Whether an operator can correct this, so that a stack would not help: a wrong setting, a wrong
 * argument, or something that the system refuses (a missing folder, no rights, a full disk).
 */
const isOperators = (error: unknown): error is Error =>
  error instanceof ConfigError ||
  error instanceof StoreError ||
  (error instanceof Error &&
    ('syscall' in error || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))));

// `hotline-desk tickets | head` ends the reader before the list.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

main().catch((error: unknown) => {
  process.stderr.write(
    `hotline-desk: ${isOperators(error) ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});

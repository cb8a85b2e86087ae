// `npm run faults`: lets a desk under load meet the faults of a bad day, and counts what it
// acknowledged, stored, lost and doubled. Options:
//
//   --short            the short form, on a database file only
//   --database=file    or `postgres`: only on that database
//   --only=disk        only scenarios whose name contains this
//   --desk=<main.js>   another build, such as that of an older checkout
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { preparePostgres, startPostgres } from '../postgres.mjs';
import { createBench } from './bench.mjs';
import { compile } from './compile.mjs';
import { fileDatabase, postgresDatabase } from './databases.mjs';
import { faultyDisk } from './disk.mjs';
import { count, judge, print } from './report.mjs';
import { SCENARIOS } from './scenarios.mjs';
import { mountSmall } from './tmpfs.mjs';
import { runProgram } from '../program.mjs';

const WHOLE = { calm: 150, ms: 3_000, lockMs: 30_000, stops: 3, kills: 50 };
const SHORT = { calm: 40, ms: 400, lockMs: 5_500, stops: 1, kills: 3 };

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    database: { type: 'string' },
    only: { type: 'string', default: '' },
    desk: {
      type: 'string',
      default: fileURLToPath(new URL('../../desk/dist/main.js', import.meta.url)),
    },
  },
});
const main = resolve(values.desk);
const kinds = (values.database ?? (values.short ? 'file' : 'file,postgres')).split(',');
const scenarios = SCENARIOS.filter(
  ({ name, short }) => name.includes(values.only) && (short || !values.short),
);

const root = mkdtempSync(join(tmpdir(), 'hotline-faults-'));
// The user of PostgreSQL loads the libraries, too.
chmodSync(root, 0o755);
let libraries;
let server;
let unmount;

/** A PostgreSQL whose disk can fail. */
async function startServer() {
  const programs = preparePostgres();
  const folder = join(root, 'server');
  mkdirSync(folder, { mode: 0o755 });
  const control = join(folder, 'control');
  const disk = faultyDisk(libraries.disk, join(tmpdir(), 'hotline-postgres-'), control);
  const started = await startPostgres(programs, {
    settings: { fsync: 'on', full_page_writes: 'on' },
    env: disk.env,
  });
  return { ...started, disk };
}

async function databaseFor(kind, scenario, folder) {
  if (kind === 'postgres') return postgresDatabase((server ??= await startServer()));
  if (!scenario.tmpfs) return fileDatabase(folder, libraries.disk);
  const small = mountSmall(join(folder, 'small'));
  if (!small) return undefined;
  unmount = small.unmount;
  const database = fileDatabase(folder, libraries.disk, join(folder, 'small', 'desk.db'));
  return { ...database, ballast: small.ballast, close: () => (database.close(), unmount()) };
}

/** Runs one scenario on one database. @returns whether all was as it should be */
async function run(scenario, kind) {
  const folder = mkdtempSync(join(root, 'run-'));
  const database = await databaseFor(kind, scenario, folder);
  if (!database) {
    console.log(`- ${scenario.name} (${kind}): only root can mount a file system`);
    return true;
  }
  const bench = createBench({ main, folder, database, clock: libraries.clock });
  try {
    const found = await scenario.run(bench, values.short ? SHORT : WHOLE);
    const load = await bench.settle();
    await bench.end('SIGTERM');
    const counts = count(load, await database.rows());
    const result = { ...found, load, counts, firstError: bench.firstError() };
    const wrong = judge(scenario, result);
    print(scenario.name, kind, result, wrong);
    return wrong.length === 0;
  } catch (error) {
    console.log(
      `✗ ${scenario.name} (${kind})\n    ${error instanceof Error ? error.message : error}`,
    );
    console.log(`    first error  ${bench.firstError() ?? 'none'}`);
    return false;
  } finally {
    database.disk?.fail(0);
    await bench.close();
    database.close();
  }
}

async function runAll() {
  if (!existsSync(main)) throw new Error(`There is no ${main}; run npm run build first.`);
  if (scenarios.length === 0) throw new Error('There is no such scenario.');
  libraries = compile(root);
  let failed = 0;
  for (const scenario of scenarios)
    for (const kind of scenario.kinds.filter((each) => kinds.includes(each)))
      if (!(await run(scenario, kind))) failed++;
  process.exitCode = failed > 0 ? 1 : 0;
}

async function cleanUp() {
  await server?.stop();
  unmount?.();
  rmSync(root, { recursive: true, force: true });
}

await runProgram(runAll, cleanUp);

// `npm run test:postgres`: runs the desk's tests, and several desks on one database, on a
// PostgreSQL server that it starts and stops. With `--built`, it tests the build that is there.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { filesUnder, matches } from './files.mjs';
import { nodeStep } from './node-step.mjs';
import { preparePostgres, startPostgres } from './postgres.mjs';
import { printStep } from './print-step.mjs';
import { endSteps, runStep } from './step.mjs';
import { FILE_ONLY, NODE_TESTS, POSTGRES_TESTS } from './suites.mjs';
import { runProgram } from './program.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const results = mkdtempSync(join(tmpdir(), 'hotline-test-'));
const filesOf = (globs, without = []) =>
  filesUnder(root, ['test', 'desk']).filter(
    (file) => globs.some((glob) => matches(file, glob)) && !without.includes(file),
  );

const TEMPLATE = 'hotline_template';

/** A database with the newest schema, which each test copies. */
function makeTemplate(programs, url) {
  execFileSync(join(programs, 'psql'), ['-qc', `create database ${TEMPLATE}`, url]);
  const template = new URL(url);
  template.pathname = `/${TEMPLATE}`;
  execFileSync('node', ['--import', 'tsx', 'desk/test/support/make-template.ts', template.href], {
    stdio: 'inherit',
  });
  return template.href;
}

let cluster;

async function main() {
  const { values } = parseArgs({ options: { built: { type: 'boolean', default: false } } });
  const programs = preparePostgres();
  cluster = await startPostgres(programs);
  const env = {
    TEST_DATABASE_URL: makeTemplate(programs, cluster.url),
    TEST_POSTGRES_PROGRAMS: programs,
  };
  const steps = [
    ...(values.built ? [] : [{ name: 'build', command: ['npm', 'run', '--silent', 'build'] }]),
    {
      ...nodeStep('desk', filesOf(NODE_TESTS.desk, FILE_ONLY), join(results, 'desk.json')),
      // Ten minutes on a slow machine with two cores, beside other work.
      limit: 20 * 60_000,
    },
    nodeStep('desks', filesOf(POSTGRES_TESTS), join(results, 'desks.json')),
  ];
  let [passed, failed] = [0, 0];
  for (const step of steps) {
    const outcome = step.cannot
      ? { passed: 0, failed: 1, notes: [step.cannot], output: '' }
      : await runStep({ ...step, env });
    printStep(step, outcome);
    passed += outcome.passed;
    failed += outcome.failed;
  }
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`${passed} passed, ${failed} failed`);
}

async function cleanUp() {
  endSteps();
  rmSync(results, { recursive: true, force: true });
  await cluster?.stop();
}

await runProgram(main, cleanUp);

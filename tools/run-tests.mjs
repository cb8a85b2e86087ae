import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { filesUnder, matches } from './files.mjs';
import { nodeStep } from './node-step.mjs';
import { prepareBrowser } from './prepare.mjs';
import { printStep } from './print-step.mjs';
import { endSteps, runStep } from './step.mjs';
import { NODE_TESTS } from './suites.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const results = mkdtempSync(join(tmpdir(), 'hotline-test-'));
const resultsOf = (name) => join(results, `${name}.json`);

const script = (name) => ({ name, command: ['npm', 'run', '--silent', name] });

function nodeTests(name, program) {
  const files = filesUnder(root, ['test', 'desk']).filter((file) =>
    NODE_TESTS[name].some((glob) => matches(file, glob)),
  );
  return nodeStep(name, files, resultsOf(name), program);
}

/**
 * In the order in which they start. At most {@link AT_ONCE} run at a time. `npm test` runs all but
 * the {@link CHECKS}.
 */
const STEPS = [
  script('build'),
  {
    ...nodeTests('e2e', 'test/embed/support/run-in-one-process.ts'),
    needs: 'build',
    // Nine minutes on a slow machine with two cores, beside the other steps.
    limit: 20 * 60_000,
  },
  {
    name: 'unit',
    results: resultsOf('unit'),
    command: ['npm', 'run', '--silent', 'test:unit'],
    env: { TEST_RESULTS: resultsOf('unit') },
  },
  { ...nodeTests('desk'), needs: 'build' },
  nodeTests('tree'),
  { ...script('size'), needs: 'build' },
  script('lint'),
  script('types'),
];
/** Steps that run no code of ours. `npm run check` runs them. */
const CHECKS = ['lint', 'types'];
/** On two cores, more would slow down the end-to-end test that asserts a second. */
const AT_ONCE = 2;
const IN_BROWSER = ['unit', 'e2e', 'size'];

/** The steps named by `--only=unit,e2e`, and what they need. */
function chosen(only) {
  if (only === undefined) return STEPS.filter(({ name }) => !CHECKS.includes(name));
  const names = only.split(',');
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0)
    throw new Error(
      `No step is called ${unknown.join(', ')}. There are: ${STEPS.map(({ name }) => name).join(', ')}`,
    );
  const needed = STEPS.filter(({ name }) => names.includes(name)).map(({ needs }) => needs);
  return STEPS.filter(({ name }) => names.includes(name) || needed.includes(name));
}

async function runAll(steps) {
  const waiting = [...steps];
  const done = new Map();
  const isReady = ({ needs }) =>
    needs === undefined || done.has(needs) || !steps.some(({ name }) => name === needs);
  const running = new Set();
  while (waiting.length > 0 || running.size > 0) {
    const next = waiting.findIndex(isReady);
    if (next === -1 || running.size === AT_ONCE) {
      await Promise.race(running);
      continue;
    }
    const [step] = waiting.splice(next, 1);
    const cannot = done.get(step.needs)?.failed > 0 ? `not run: ${step.needs} failed` : step.cannot;
    const result = cannot
      ? Promise.resolve({ passed: 0, failed: 1, notes: [cannot], output: '' })
      : runStep(step);
    const task = result.then((outcome) => {
      done.set(step.name, outcome);
      printStep(step, outcome);
      running.delete(task);
    });
    running.add(task);
  }
  return [...done.values()];
}

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const steps = chosen(values.only);
  if (steps.some(({ name }) => IN_BROWSER.includes(name))) prepareBrowser();
  const outcomes = await runAll(steps);
  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => (endSteps(), process.exit(130)));
process.once('exit', () => rmSync(results, { recursive: true, force: true }));
try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

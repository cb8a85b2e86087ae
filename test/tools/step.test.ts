import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runStep } from '../../tools/step.mjs';

const folder = mkdtempSync(join(tmpdir(), 'hotline-step-'));
after(() => rmSync(folder, { recursive: true }));
const reporter = fileURLToPath(new URL('../../tools/node-reporter.mjs', import.meta.url));

let count = 0;
const fresh = (ending: string) => join(folder, `${String((count += 1))}${ending}`);

const script = async (code: string, results?: string) => {
  const file = fresh('.mjs');
  writeFileSync(file, code);
  const { passed, failed, notes, output } = await runStep({
    command: ['node', file],
    ...(results === undefined ? {} : { results }),
  });
  return { passed, failed, notes, output };
};

/** Runs a test file in its own Node process, which must not join this test run. */
const testFile = async (code: string) => {
  const [file, results] = [fresh('.test.mjs'), fresh('.json')];
  writeFileSync(file, `import { before, describe, it } from 'node:test';\n${code}`);
  const command = [
    'node',
    '--test',
    `--test-reporter=${reporter}`,
    `--test-reporter-destination=${results}`,
    file,
  ];
  const { passed, failed, notes } = await runStep({
    command,
    results,
    env: { NODE_TEST_CONTEXT: undefined },
  });
  return { passed, failed, notes: notes.map((note) => note.replace(file, 'file')) };
};

describe('runStep', () => {
  it('counts a step without test results as one test, which passes with exit code 0', async () => {
    assert.deepEqual(await script('console.log("said")'), {
      passed: 1,
      failed: 0,
      notes: [],
      output: 'said\n',
    });
    assert.equal((await script('process.exit(3)')).failed, 1);
  });
  it('fails if the test runner writes no result', async () => {
    assert.deepEqual(await script('', fresh('.json')), {
      passed: 0,
      failed: 1,
      notes: ['the runner ended without a result'],
      output: '',
    });
  });
  it('fails if the test runner leaves an empty result', async () => {
    const results = fresh('.json');
    writeFileSync(results, '');
    assert.deepEqual(await script('', results), {
      passed: 0,
      failed: 1,
      notes: ['the runner ended without a result'],
      output: '',
    });
  });
  it('fails if the test runner found no test', async () => {
    const results = fresh('.json');
    writeFileSync(results, '{"passed":0,"failed":0}');
    assert.deepEqual(await script('', results), {
      passed: 0,
      failed: 1,
      notes: ['no test was found'],
      output: '',
    });
  });
  it('fails if the test runner counts no failure but exits with an error', async () => {
    const results = fresh('.json');
    writeFileSync(results, '{"passed":4,"failed":0}');
    assert.deepEqual(await script('process.exit(1)', results), {
      passed: 4,
      failed: 1,
      notes: ['the runner ended with 1'],
      output: '',
    });
  });
  it('fails if its command does not exist', async () => {
    assert.equal((await runStep({ command: [join(folder, 'nothing')] })).failed, 1);
  });
});

describe('node-reporter', () => {
  it('counts tests, but not the suites around them', async () => {
    assert.deepEqual(
      await testFile(
        `describe('a', () => describe('b', () => { it('c', () => {}); it('d', () => { throw new Error('no'); }); }));`,
      ),
      { passed: 1, failed: 1, notes: [] },
    );
  });
  it('counts a failed hook as a failure', async () => {
    const { failed } = await testFile(
      `describe('a', () => { before(() => { throw new Error('no'); }); it('b', () => {}); });`,
    );
    assert.ok(failed > 0);
  });
  it('counts a skipped test as a failure', async () => {
    assert.deepEqual(await testFile(`it('a', () => {}); it('b', { skip: true }, () => {});`), {
      passed: 1,
      failed: 1,
      notes: ['file: skipped: b'],
    });
  });
  it('counts a file without tests, or one that does not load, as a failure', async () => {
    assert.deepEqual(await testFile(''), { passed: 0, failed: 1, notes: ['file holds no test'] });
    assert.deepEqual(await testFile(`throw new Error('no');`), { passed: 0, failed: 1, notes: [] });
  });
});

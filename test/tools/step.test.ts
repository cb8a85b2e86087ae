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

/** Runs one test file in a Node of its own, which must not take itself for a part of this run. */
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

describe('a step', () => {
  it('passes with its exit code where it reports no tests', async () => {
    assert.deepEqual(await script('console.log("said")'), {
      passed: 1,
      failed: 0,
      notes: [],
      output: 'said\n',
    });
    assert.equal((await script('process.exit(3)')).failed, 1);
  });
  it('fails where its runner ends without a result', async () => {
    assert.deepEqual(await script('', fresh('.json')), {
      passed: 0,
      failed: 1,
      notes: ['the runner ended without a result'],
      output: '',
    });
  });
  it('fails where its runner was ended before it wrote one', async () => {
    const results = fresh('.json');
    writeFileSync(results, '');
    assert.deepEqual(await script('', results), {
      passed: 0,
      failed: 1,
      notes: ['the runner ended without a result'],
      output: '',
    });
  });
  it('fails where its runner found no test', async () => {
    const results = fresh('.json');
    writeFileSync(results, '{"passed":0,"failed":0}');
    assert.deepEqual(await script('', results), {
      passed: 0,
      failed: 1,
      notes: ['no test was found'],
      output: '',
    });
  });
  it('fails where its runner counts no failure and still ends with one', async () => {
    const results = fresh('.json');
    writeFileSync(results, '{"passed":4,"failed":0}');
    assert.deepEqual(await script('process.exit(1)', results), {
      passed: 4,
      failed: 1,
      notes: ['the runner ended with 1'],
      output: '',
    });
  });
  it('fails where its command does not exist', async () => {
    assert.equal((await runStep({ command: [join(folder, 'nothing')] })).failed, 1);
  });
});

describe('the count of a Node test file', () => {
  it('is of its tests, not of the suites around them', async () => {
    assert.deepEqual(
      await testFile(
        `describe('a', () => describe('b', () => { it('c', () => {}); it('d', () => { throw new Error('no'); }); }));`,
      ),
      { passed: 1, failed: 1, notes: [] },
    );
  });
  it('has a failure where a hook fails', async () => {
    const { failed } = await testFile(
      `describe('a', () => { before(() => { throw new Error('no'); }); it('b', () => {}); });`,
    );
    assert.ok(failed > 0);
  });
  it('has a failure for a skipped test', async () => {
    assert.deepEqual(await testFile(`it('a', () => {}); it('b', { skip: true }, () => {});`), {
      passed: 1,
      failed: 1,
      notes: ['file: skipped: b'],
    });
  });
  it('has a failure for a file without a test, or one that cannot be loaded', async () => {
    assert.deepEqual(await testFile(''), { passed: 0, failed: 1, notes: ['file holds no test'] });
    assert.deepEqual(await testFile(`throw new Error('no');`), { passed: 0, failed: 1, notes: [] });
  });
});

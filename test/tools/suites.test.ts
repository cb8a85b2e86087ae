import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filesUnder, matches } from '../../tools/files.mjs';
import { CORE_TESTS, NODE_TESTS, POSTGRES_TESTS, WIDGET_TESTS } from '../../tools/suites.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('every test file is run, by one runner', () => {
  const globs = [CORE_TESTS, WIDGET_TESTS, POSTGRES_TESTS, ...Object.values(NODE_TESTS)];
  const files = filesUnder(root, ['test', 'desk', 'src']).filter((file) =>
    /[.-](test|spec)\.[cm]?[jt]s$/.test(file),
  );
  assert.ok(files.includes('test/tools/suites.test.ts'));
  assert.deepEqual(
    files.filter(
      (file) => globs.filter((suite) => suite.some((glob) => matches(file, glob))).length !== 1,
    ),
    [],
  );
});

it("the desk's own `npm test` runs what the step `desk` runs", () => {
  const { scripts } = JSON.parse(readFileSync(`${root}/desk/package.json`, 'utf8')) as {
    scripts: { test: string };
  };
  const globs = scripts.test
    .split(' ')
    .filter((word) => word.endsWith('.test.ts'))
    .map((glob) => `desk/${glob}`);
  const run = (those: readonly string[]): string[] =>
    filesUnder(root, ['desk']).filter((file) => those.some((glob) => matches(file, glob)));
  assert.ok(run(globs).length > 0);
  assert.deepEqual(run(globs), run(NODE_TESTS.desk ?? []));
});

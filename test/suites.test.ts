import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filesUnder, matches } from './tools/files.mjs';
import { CORE_TESTS, NODE_TESTS, POSTGRES_TESTS, WIDGET_TESTS } from './tools/suites.mjs';

it('every test file is run, by one runner', () => {
  const globs = [CORE_TESTS, WIDGET_TESTS, POSTGRES_TESTS, ...Object.values(NODE_TESTS)];
  const files = filesUnder(fileURLToPath(new URL('..', import.meta.url)), ['test', 'desk', 'src']).filter((file) => /[.-](test|spec)\.[cm]?[jt]s$/.test(file));
  assert.ok(files.includes('test/suites.test.ts'));
  assert.deepEqual(files.filter((file) => globs.filter((suite) => suite.some((glob) => matches(file, glob))).length !== 1), []);
});

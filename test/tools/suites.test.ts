import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filesUnder, matches } from '../../tools/files.mjs';
import {
  CLOCKLESS_TESTS,
  NGINX_TESTS,
  NODE_TESTS,
  PAGE_TESTS,
  POSTGRES_TESTS,
  SHARED_PAGES,
  ZONE_TESTS,
} from '../../tools/suites.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the test suites', () => {
  it('contain every test file exactly once', () => {
    const globs = [
      NGINX_TESTS,
      PAGE_TESTS,
      POSTGRES_TESTS,
      ZONE_TESTS,
      ...Object.values(SHARED_PAGES),
      ...Object.values(NODE_TESTS),
    ];
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

  it('have no hook outside a `describe` in files that share a page, where it would run for all of them', () => {
    const shared = filesUnder(root, ['test', 'desk']).filter((file) =>
      [ZONE_TESTS, ...Object.values(SHARED_PAGES)].flat().some((glob) => matches(file, glob)),
    );
    assert.ok(shared.length > 0);
    assert.deepEqual(
      shared.filter((file) =>
        /^(before|after)(Each)?\(/m.test(readFileSync(join(root, file), 'utf8')),
      ),
      [],
    );
  });

  it('run rules in one time zone only if no clock occurs in them', () => {
    for (const file of CLOCKLESS_TESTS) {
      const rules = readFileSync(join(root, file.replace(/^test(.*)[.]test/, 'src$1')), 'utf8');
      assert.doesNotMatch(rules, /\b(?:Date|Intl)\b|time[.]ts|zone/, file);
    }
  });

  it('contain the same desk tests as `npm test` in desk/', () => {
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
});

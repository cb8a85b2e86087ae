import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import eager from '../../.dependency-cruiser.eager.mjs';
import order from '../../.dependency-cruiser.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hotline-imports-'));
after(() => rmSync(folder, { recursive: true }));

const PACKAGES = ['lit', 'valibot'];
let trees = 0;

/** Checks files in a new folder. Returns the violations as `rule: from -> to`. */
async function violations(
  { forbidden = [], options = {} }: IConfiguration,
  files: Readonly<Record<string, string>>,
): Promise<string[]> {
  const tree = join(folder, String((trees += 1)));
  const packages = PACKAGES.flatMap((name) => [
    [`node_modules/${name}/package.json`, `{"name":"${name}","main":"index.js"}`],
    [`node_modules/${name}/index.js`, 'export const html = 1, css = 1, object = 1;'],
  ]);
  for (const [file, text] of [...packages, ...Object.entries(files)] as [string, string][]) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  }
  for (const file of ['package.json', 'tsconfig.json']) cpSync(join(root, file), join(tree, file));
  const { output } = await cruise(
    Object.keys(files),
    { ...options, validate: true, ruleSet: { forbidden }, baseDir: tree },
    options.enhancedResolveOptions,
    { tsConfig: extractTSConfig(join(tree, 'tsconfig.json')) },
  );
  return (output as ICruiseResult).summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`,
  );
}

describe('the order of imports', () => {
  const b = 'export const b = 1;\nexport interface B { b: string }';

  const PLANTED: [name: string, files: Record<string, string>, expected: string][] = [
    [
      'an import from a higher folder',
      { 'src/core/a.ts': `import { b } from '../stores/b.ts';`, 'src/stores/b.ts': b },
      'src/core imports only what its row allows: src/core/a.ts -> src/stores/b.ts',
    ],
    [
      'a type from a higher folder',
      {
        'src/stores/a.ts': `import type { B } from '../components/x/b.ts';`,
        'src/components/x/b.ts': b,
      },
      'src/stores imports only what its row allows: src/stores/a.ts -> src/components/x/b.ts',
    ],
    [
      'an import type expression',
      { 'src/core/a.ts': `type B = import('../stores/b.ts').B;`, 'src/stores/b.ts': b },
      'src/core imports only what its row allows: src/core/a.ts -> src/stores/b.ts',
    ],
    [
      'a re-export',
      { 'src/contract/a.ts': `export * from '../core/b.ts';`, 'src/core/b.ts': b },
      'src/contract imports only what its row allows: src/contract/a.ts -> src/core/b.ts',
    ],
    [
      'an import()',
      { 'src/core/a.ts': `const b = () => import(\`../stores/b.ts\`);`, 'src/stores/b.ts': b },
      'src/core imports only what its row allows: src/core/a.ts -> src/stores/b.ts',
    ],
    [
      'a lazy folder that is imported statically',
      {
        'src/launcher/a.ts': `import '../components/panel/b.ts';`,
        'src/components/panel/b.ts': b,
      },
      'src/launcher loads these only by import(): src/launcher/a.ts -> src/components/panel/b.ts',
    ],
    [
      'a value where only types are allowed',
      { 'src/i18n/a.ts': `import { b } from '../contract/b.ts';`, 'src/contract/b.ts': b },
      'src/i18n takes only types of these: src/i18n/a.ts -> src/contract/b.ts',
    ],
    [
      'a package that is not in the row',
      { 'src/core/a.ts': `import * as v from 'valibot';` },
      'src/core imports only its packages: src/core/a.ts -> node_modules/valibot/index.js',
    ],
    [
      'a module of Node in the widget',
      { 'src/core/a.ts': `import 'node:fs';` },
      'src/core imports only its packages: src/core/a.ts -> fs',
    ],
    [
      'the desk in the widget',
      { 'src/stores/a.ts': `import '../../desk/src/b.ts';`, 'desk/src/b.ts': b },
      'src/stores imports only what its row allows: src/stores/a.ts -> desk/src/b.ts',
    ],
    [
      'the widget in the desk',
      {
        'desk/src/routes/a.ts': `import '../../../src/stores/b.ts';`,
        'src/stores/b.ts': b,
      },
      'desk/src/routes imports only what its row allows: desk/src/routes/a.ts -> src/stores/b.ts',
    ],
    [
      'sources in the demo',
      { 'demo/serve.mjs': `import '../src/core/b.ts';`, 'src/core/b.ts': b },
      'demo imports only what its row allows: demo/serve.mjs -> src/core/b.ts',
    ],
    [
      'sources in an end-to-end test',
      { 'test/embed/a.test.ts': `import '../../desk/src/b.ts';`, 'desk/src/b.ts': b },
      'test/embed imports only what its row allows: test/embed/a.test.ts -> desk/src/b.ts',
    ],
    [
      'a folder without a row',
      { 'src/utils/a.ts': `import '../core/b.ts';`, 'src/core/b.ts': b },
      'every folder has a row: src/utils/a.ts -> src/core/b.ts',
    ],
    [
      'a file that does not exist',
      { 'src/core/a.ts': `import './b.ts';` },
      'everything resolves: src/core/a.ts -> ./b.ts',
    ],
    [
      'a file that no bundle loads',
      {
        'src/embed.ts': `import './launcher/a.ts';`,
        'src/launcher/a.ts': b,
        'src/core/b.ts': `import '../contract/c.ts';`,
        'src/contract/c.ts': '',
        'src/index.ts': `import './contract/c.ts';`,
      },
      'no file that nothing loads: src/core/b.ts -> src/core/b.ts',
    ],
    [
      'a cycle',
      { 'src/core/a.ts': `import './b.ts';`, 'src/core/b.ts': `import './a.ts';` },
      'no cycles: src/core/a.ts -> src/core/b.ts',
    ],
    [
      'a cycle through types',
      {
        'src/core/a.ts': `import './b.ts';`,
        'src/core/b.ts': `import './c.ts';`,
        'src/core/c.ts': `import type { A } from './a.ts';`,
      },
      'no cycles: src/core/a.ts -> src/core/b.ts',
    ],
  ];
  for (const [name, files, expected] of PLANTED)
    it(`finds ${name}`, async () => {
      assert.deepEqual(await violations(order, files), [expected]);
    });

  it('lets the launcher load the panel lazily and name its types', async () => {
    assert.deepEqual(
      await violations(order, {
        'src/launcher/a.ts': `import type { B } from '../components/panel/b.ts';\nconst load = () => import('../components/panel/b.ts');`,
        'src/components/panel/b.ts': `import { html } from 'lit';\n${b}`,
      }),
      [],
    );
  });
});

describe('the packages that every visitor downloads', () => {
  const files = {
    'src/embed.ts': `import './launcher/a.ts';`,
    'src/launcher/a.ts': `import type { B } from '../components/b.ts';\nimport('../components/b.ts');`,
    'src/components/b.ts': `import { html } from 'lit';\nexport interface B { b: string }`,
  };

  it('are none when a package is loaded lazily', async () => {
    assert.deepEqual(await violations(eager, files), []);
  });

  it('are found through other imports', async () => {
    assert.deepEqual(
      await violations(eager, {
        ...files,
        'src/launcher/a.ts': `import '../styles/b.ts';`,
        'src/styles/b.ts': `import { css } from 'lit';`,
      }),
      ['the launcher loads no package: src/embed.ts -> node_modules/lit/index.js'],
    );
  });
});

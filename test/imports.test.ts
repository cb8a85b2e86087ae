import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cycles, eagerPackages, unusedExceptions, wrongWay } from './tools/check-imports.ts';
import { scanImports } from './tools/scan-imports.ts';

const FOLDERS = ['src', 'desk', 'demo', 'test'];
const root = fileURLToPath(new URL('..', import.meta.url));

/** Nothing but the offending lines in the message. */
const none = (offences: readonly string[]) =>
  assert.equal(offences.length, 0, `\n${offences.join('\n')}`);

describe('the imports of this repository', () => {
  const { files, imports } = scanImports(root, FOLDERS);

  it('are found', () => {
    assert.ok(
      imports.some(
        ({ file, to }) => file === 'src/contract/config.ts' && to === 'src/contract/text.ts',
      ),
    );
    assert.ok(files.includes('src/contract/text.ts'));
  });
  it('go one way only', () => none(wrongWay(imports)));
  it('make no cycle', () => none(cycles(imports)));
  it('make no visitor download a package before they open the panel', () =>
    none(eagerPackages(imports, 'src/embed.ts')));
  it('need every exception that is listed', () => none(unusedExceptions(imports)));
});

describe('the check of imports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-imports-'));
  after(() => rmSync(folder, { recursive: true }));

  let count = 0;
  const scan = (sources: Record<string, string>) => {
    const planted = join(folder, String((count += 1)));
    for (const [file, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(planted, file)), { recursive: true });
      writeFileSync(join(planted, file), text);
    }
    return scanImports(planted, [
      ...new Set(Object.keys(sources).map((file) => file.split('/')[0]!)),
    ]).imports;
  };

  const planted: [string, string, string, string][] = [
    [
      'an import from a higher layer',
      'src/core/a.ts',
      `export const one = 1;\nimport { b } from '../io/b.ts';`,
      'src/core/a.ts:2: core does not import io: src/io/b.ts',
    ],
    [
      'a type from a higher layer',
      'src/io/a.ts',
      `import type { B } from '../components/x/b.ts';`,
      'src/io/a.ts:1: io does not import components: src/components/x/b.ts',
    ],
    [
      'an import type expression',
      'src/core/a.ts',
      `type B = import('../io/b.ts').B;`,
      'src/core/a.ts:1: core does not import io: src/io/b.ts',
    ],
    [
      'a re-export',
      'src/contract/a.ts',
      `\n\nexport * from '../core/b.ts';`,
      'src/contract/a.ts:3: contract does not import core: src/core/b.ts',
    ],
    [
      'an import()',
      'src/core/a.ts',
      `const b = () => import(\`../io/b.ts\`);`,
      'src/core/a.ts:1: core does not import io: src/io/b.ts',
    ],
    [
      'the panel loaded eagerly',
      'src/launcher/a.ts',
      `import '../define.ts';`,
      'src/launcher/a.ts:1: launcher loads define only by import(): src/define.ts',
    ],
    [
      'a value in a leaf',
      'src/i18n/a.ts',
      `import { LANGUAGES } from '../contract/text.ts';`,
      'src/i18n/a.ts:1: i18n takes only types from contract: src/contract/text.ts',
    ],
    [
      'a package in the rules',
      'src/core/a.ts',
      `import * as v from 'valibot';`,
      'src/core/a.ts:1: core imports no package valibot',
    ],
    [
      'the desk in the widget',
      'src/io/a.ts',
      `import '../../desk/src/app.ts';`,
      'src/io/a.ts:1: io does not import desk app: desk/src/app.ts',
    ],
    [
      'the widget in the desk',
      'desk/src/routes/a.ts',
      `import '../../../src/io/b.ts';`,
      'desk/src/routes/a.ts:1: desk routes does not import io: src/io/b.ts',
    ],
    [
      'sources in the demo',
      'demo/serve.mjs',
      `import '../src/core/b.ts';`,
      'demo/serve.mjs:1: demo does not import core: src/core/b.ts',
    ],
    [
      'sources in an end-to-end test',
      'test/embed/a.test.ts',
      `import '../../desk/src/app.ts';`,
      'test/embed/a.test.ts:1: end-to-end test does not import desk app: desk/src/app.ts',
    ],
    [
      'a file in a folder of its own',
      'src/utils/a.ts',
      `import '../core/b.ts';`,
      'src/utils/a.ts:1: this file belongs to no layer',
    ],
  ];
  for (const [name, file, text, objection] of planted) {
    it(`finds ${name}`, () => assert.deepEqual(wrongWay(scan({ [file]: text })), [objection]));
  }

  it('lets the launcher load the panel lazily and name its types', () => {
    const imports = scan({
      'src/launcher/a.ts': `import type { Panel } from '../components/panel/panel.ts';\nconst load = () => import('../define.ts');`,
    });
    assert.equal(imports.length, 2);
    assert.deepEqual(wrongWay(imports), []);
  });

  it('finds a cycle, also through types', () => {
    const imports = scan({
      'src/core/a.ts': `import './b.ts';`,
      'src/core/b.ts': `import './c.ts';`,
      'src/core/c.ts': `import type { A } from './a.ts';`,
    });
    assert.deepEqual(cycles(imports), [
      'src/core/a.ts:1 -> src/core/b.ts, src/core/b.ts:1 -> src/core/c.ts, src/core/c.ts:1 -> src/core/a.ts',
    ]);
  });

  it('finds a package that every visitor would download, and only that', () => {
    const imports = scan({
      'src/embed.ts': `import './launcher/a.ts';`,
      'src/launcher/a.ts': `import '../styles/b.ts';\nimport('../define.ts');`,
      'src/styles/b.ts': `import { css } from 'lit';`,
      'src/define.ts': `import { html } from 'lit';`,
    });
    assert.deepEqual(eagerPackages(imports, 'src/embed.ts'), [
      'src/styles/b.ts:1: lit is loaded with src/embed.ts',
    ]);
  });
});

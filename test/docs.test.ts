import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkDeskConfig } from '../desk/src/config/desk-config.ts';
import { checkConfig, formatConfigProblems } from '../src/config/check-config.ts';
import { ConfigSchema } from '../src/contract/config.ts';
import { PROBLEM_CODES } from '../src/contract/problem.ts';
import { filesUnder } from '../tools/files.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const DOCUMENTS = [
  'README.md',
  'README.zh-CN.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'desk/README.md',
  ...filesUnder(root, ['docs']).filter((file) => file.endsWith('.md')),
];

const FENCES = /^ *```(\w*)\n([\s\S]*?)^ *```$/gm;
const jsonIn = (file: string): unknown[] =>
  [...read(file).matchAll(FENCES)]
    .filter(([, language]) => language === 'json')
    .map(([, , text = '']): unknown => JSON.parse(text));
const has =
  (key: string) =>
  (value: unknown): boolean =>
    typeof value === 'object' && value !== null && key in value;

/** The anchors that GitHub makes for headings. */
const anchorsOf = (file: string): string[] =>
  [
    ...read(file)
      .replace(FENCES, '')
      .matchAll(/^#+ (.+)$/gm),
  ].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-'),
  );

/** The links of a document whose file or heading does not exist. */
function brokenLinks(file: string): string[] {
  const text = read(file).replace(FENCES, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [path = '', anchor] = link.split('#');
    const target = path ? normalize(join(dirname(file), path)) : file;
    if (!existsSync(join(root, target))) return [`${file}: ${link}`];
    return anchor === undefined || anchorsOf(target).includes(decodeURIComponent(anchor))
      ? []
      : [`${file}: ${link}: no such heading`];
  });
}

describe('the links in the documents', () => {
  it('all have a target', () => {
    assert.ok(DOCUMENTS.includes('docs/config.md'));
    assert.deepEqual(DOCUMENTS.flatMap(brokenLinks), []);
  });
});

describe('the examples in the documents', () => {
  const configs = (file: string): unknown[] => jsonIn(file).filter(has('lines'));
  for (const [file, min] of [
    ['docs/config.md', 6],
    ['docs/guide.zh-CN.md', 1],
  ] as const) {
    it(`are valid configs in ${file}`, () => {
      const found = configs(file);
      assert.ok(found.length >= min, `found only ${String(found.length)} configs`);
      for (const config of found) {
        const checked = checkConfig(config);
        assert.ok(
          checked.ok,
          checked.ok ? '' : `${JSON.stringify(config)}\n${formatConfigProblems(checked.problems)}`,
        );
      }
    });
  }
  it('are complete configs, all of them, in docs/config.md', () =>
    assert.equal(configs('docs/config.md').length, jsonIn('docs/config.md').length));

  it("are valid files of the desk's private config", async () => {
    const [secret, signing] = [
      Buffer.alloc(32, 7).toString('base64url'),
      `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    ];
    const env = {
      SHOP_SIGNING_SECRET: secret,
      SHOP_SIGNING_SECRET_2: secret,
      SHOP_WEBHOOK_SECRET: signing,
      PHONE_SYSTEM_SECRET: signing,
      WECOM_BOT_URL: 'https://bot.example/send?key=x',
      METRICS_TOKEN: 'x'.repeat(16),
    };
    for (const file of ['docs/desk.md', 'docs/guide.zh-CN.md']) {
      const found = jsonIn(file).filter(has('origins'));
      assert.ok(found.length > 0, `${file} has no example`);
      for (const example of found)
        assert.equal((await checkDeskConfig(example, env)).id, 'desk.shop.example');
    }
  });
});

describe('the reference documents', () => {
  /** The fields of a schema that are used to find its keys. */
  interface Node {
    readonly entries?: Readonly<Record<string, Node>>;
    readonly wrapped?: Node;
    readonly item?: Node;
    readonly value?: Node;
    readonly options?: readonly (Node | string)[];
  }
  const keysOf = (node: Node): string[] => [
    ...Object.entries(node.entries ?? {}).flatMap(([key, inner]) => [key, ...keysOf(inner)]),
    ...[node.wrapped, node.item, node.value, ...(node.options ?? [])].flatMap((inner) =>
      typeof inner === 'object' ? keysOf(inner) : [],
    ),
  ];

  it('name every key of the config', () => {
    const keys = new Set(keysOf(ConfigSchema as unknown as Node));
    assert.ok(keys.has('publicLine') && keys.has('holidayPeriods'));
    const text = read('docs/config.md');
    assert.deepEqual(
      [...keys].filter((key) => !text.includes(`\`${key}\``) && !text.includes(`"${key}":`)),
      [],
    );
  });
  it('name every problem code of the desk', () => {
    const text = read('docs/contract.md');
    assert.deepEqual(
      PROBLEM_CODES.filter((code) => !new RegExp(`\\| \`${code}\` +\\|`).test(text)),
      [],
    );
  });
  it('name every environment variable that the desk reads', () => {
    const variables = ['settings', 'environment']
      .flatMap((file) => [
        ...read(`desk/src/config/${file}.ts`).matchAll(/\b(?:given\(env, |readJson\()'([A-Z_]+)'/g),
      ])
      .map(([, name = '']) => name);
    assert.ok(variables.includes('DATABASE_URL'));
    const text = read('docs/desk.md');
    assert.deepEqual(
      variables.filter((name) => !text.includes(`\`${name}\``)),
      [],
    );
  });
});

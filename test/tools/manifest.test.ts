import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readManifest } from '../../tools/manifest.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Named {
  readonly name: string;
  readonly description?: string;
}
interface Declaration extends Named {
  readonly tagName?: string;
  readonly attributes?: readonly Named[];
  readonly members?: readonly Named[];
  readonly events?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
  readonly slots?: readonly Named[];
}

const names = (entries: readonly Named[] = []) => entries.map(({ name }) => name);

describe('the Custom Elements Manifest', () => {
  const { modules } = readManifest(root) as {
    modules: readonly { declarations: readonly Declaration[] }[];
  };
  const declarations = modules.flatMap((module) => module.declarations);
  const byName = (name: string) => declarations.find((one) => one.name === name);

  const ATTRIBUTES = ['order', 'orders', 'lang', 'dark', 'care'];
  const ELEMENTS: [name: string, tag: string, parts: string[], events: string[]][] = [
    ['HotlineWidget', 'hotline-widget', ['launcher'], ['hotline-open', 'hotline-close']],
    ['HotlinePanel', 'hotline-panel', ['panel'], ['hotline-request-care']],
    ['HotlineNumber', 'hotline-number', ['card', 'number'], ['hotline-call', 'hotline-copy']],
    ['HotlineChecklist', 'hotline-checklist', ['list'], []],
    ['HotlineCallback', 'hotline-callback', ['form'], ['hotline-callback-created']],
    ['HotlineTicket', 'hotline-ticket', ['ticket'], ['hotline-ticket-changed']],
  ];
  for (const [name, tag, parts, events] of ELEMENTS)
    it(`names the tag, parts and events of ${name}`, () => {
      const element = byName(name);
      assert.equal(element?.tagName, tag);
      assert.deepEqual(names(element.cssParts), parts);
      assert.deepEqual(names(element.events), events);
    });

  for (const [name] of ELEMENTS.slice(2))
    it(`lists all attributes of ${name}, including inherited ones, and no others`, () => {
      assert.deepEqual(names(byName(name)?.attributes), ATTRIBUTES);
    });

  it('lists the attributes, methods, slot and custom properties of the launcher', () => {
    const widget = byName('HotlineWidget');
    assert.deepEqual(names(widget?.attributes), [
      'desk',
      'config',
      'tier',
      'member-token',
      'member-token-url',
      'phone',
      'order',
      'orders',
      'lang',
      'mode',
      'placement',
      'pinned',
      'structured-data',
      'care',
      'opened',
    ]);
    assert.deepEqual(names(widget?.members), [
      'store',
      'memberToken',
      'open',
      'close',
      'refresh',
      'preload',
    ]);
    assert.deepEqual(names(widget?.slots), ['']);
    assert.ok(names(widget?.cssProperties).includes('--hotline-accent'));
  });

  it('contains every class that the package exports', () => {
    const index = readFileSync(join(root, 'src/index.ts'), 'utf8');
    const exported = [...index.matchAll(/\b(Hotline\w+)\b/g)].map(([, name = '']) => name);
    assert.ok(exported.length > ELEMENTS.length);
    assert.deepEqual(
      exported.filter((name) => byName(name) === undefined),
      [],
    );
  });

  it('describes every attribute, event, part and property', () => {
    const bare = declarations.flatMap((one) =>
      [one.attributes, one.members, one.events, one.cssParts, one.cssProperties, one.slots]
        .flatMap((entries) => entries ?? [])
        .filter(({ description }) => !description)
        .map((entry) => `${one.name}: ${entry.name}`),
    );
    assert.deepEqual(bare, []);
  });

  it('contains nothing private', () => {
    assert.deepEqual(
      declarations.flatMap(({ members }) => names(members)).filter((name) => name.startsWith('_')),
      [],
    );
  });

  it('is named in package.json and published', () => {
    const { customElements, exports, files } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ) as { customElements: string; exports: Record<string, string>; files: string[] };
    assert.equal(customElements, 'dist/custom-elements.json');
    assert.equal(exports['./custom-elements.json'], `./${customElements}`);
    assert.ok(files.includes('dist'));
  });
});

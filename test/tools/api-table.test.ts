import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readApi, replaceBlock } from '../../tools/api-table.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the tables in docs/', () => {
  it('are up to date with the source', () => {
    const { status, stderr } = spawnSync(process.execPath, ['tools/api-table.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });
});

describe('readApi', () => {
  const folders: string[] = [];
  after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  const planted = (sources: Record<string, string>) => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-api-'));
    folders.push(folder);
    for (const name of ['src/launcher', 'src/components', 'src/events'])
      mkdirSync(join(folder, name), { recursive: true });
    for (const [file, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return readApi(folder);
  };
  const ELEMENT = `/**
 * @summary A thing | or two.
 * @element hotline-thing
 * @fires hotline-done
 * @slot - What stands there first.
 * @csspart edge - The edge.
 * @cssproperty [--hotline-edge=1px solid] - Its line.
 */
export class Thing extends HotlineElement {
  static override properties = { when: { type: Boolean }, kept: { attribute: false }, inner: { state: true } };
  /** Whether it is time. */
  when = false;
  /** Not for pages. */
  declare kept?: string;
  /** Tells it to go on. */
  goOn(step: number): void {}
  /** The platform's business. */
  handleEvent(): void {}
  /** Nobody's business. */
  private _secret(): void {}
}`;
  const BASE = `export abstract class HotlineElement extends LitElement {
  static override properties = { order: {} };
  /** The order. */
  declare order?: string | null;
}`;
  const EVENT = `/** It is done. */
export class DoneEvent extends Event { constructor() { super('hotline-done', { bubbles: true, composed: true }); } }`;
  const REQUEST = `/** Inside only. */
export class RequestEvent extends Event { constructor() { super('hotline-request', { bubbles: true }); } }`;

  const { elements, events } = planted({
    'src/components/thing.ts': ELEMENT,
    'src/components/base.ts': BASE,
    'src/events/done.ts': EVENT,
    'src/events/request.ts': REQUEST,
  });
  const [thing] = elements;

  it('lists the attributes of an element and its base class, but no property without an attribute', () => {
    assert.deepEqual(
      thing?.attr.map(({ name, type, meaning }) => [name, type, meaning]),
      [
        ['when', 'boolean', 'Whether it is time.'],
        ['order', 'string', 'The order.'],
      ],
    );
  });
  it('lists public members, but none that are private or called by the platform', () => {
    assert.deepEqual(thing?.member, [
      { name: 'goOn(step: number)', meaning: 'Tells it to go on.' },
    ]);
  });
  it('lists parts, custom properties with their defaults, and the unnamed slot', () => {
    assert.deepEqual(
      thing?.csspart.map(({ name, meaning }) => [name, meaning]),
      [['edge', 'The edge.']],
    );
    assert.deepEqual(
      thing?.cssproperty.map(({ name, default: fallback }) => [name, fallback]),
      [['--hotline-edge', '1px solid']],
    );
    assert.deepEqual(
      thing?.slot.map(({ name, meaning }) => [name, meaning]),
      [['', 'What stands there first.']],
    );
  });
  it('lists composed events, with the elements that fire them', () => {
    assert.deepEqual(events, [
      { name: 'hotline-done', meaning: 'It is done.', from: ['hotline-thing'] },
    ]);
  });
  it('throws if no element fires a composed event', () => {
    assert.throws(() => planted({ 'src/events/done.ts': EVENT }), /hotline-done/);
  });
});

describe('replaceBlock', () => {
  it('replaces the lines between the markers, and throws if they are missing', () => {
    assert.equal(
      replaceBlock('a\n<!-- api:start -->\nold\n<!-- api:end -->\nz', 'api', ['new', '']),
      'a\n<!-- api:start -->\nnew\n<!-- api:end -->\nz',
    );
    assert.throws(() => replaceBlock('a', 'api', []), /api:start/);
  });
});

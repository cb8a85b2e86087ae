import assert from 'node:assert/strict';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ConfigError } from '../../src/config/config-error.ts';
import { checkDeskConfig } from '../../src/config/desk-config.ts';
import type { CurrentConfig } from '../../src/config/live-config.ts';
import { createLog } from '../../src/log.ts';
import { createReloadingConfig } from '../../src/config/reload.ts';
import {
  bearer,
  CALLBACK,
  checkedShop,
  deskInput,
  freshKey,
  freshPhone,
  memberToken,
  NOW,
  ORIGIN,
  shopInput,
  startDesk,
  temporaryFolder,
} from '../support/fixture.ts';

const configOf = async (desk: object = {}, name = '星河卡盟'): Promise<CurrentConfig> => ({
  shop: checkedShop({ ...shopInput, brand: { name } }),
  desk: await checkDeskConfig({ ...deskInput, ...desk }, {}),
});

/** A reloading configuration. `next.read` is what it reads; `lines` is its log. */
async function reloading() {
  const lines: string[] = [];
  const next = { read: (): Promise<CurrentConfig> => Promise.reject(new Error('nothing to read')) };
  const log = createLog('info', { write: (line) => void lines.push(line) });
  return {
    lines,
    next,
    config: createReloadingConfig(
      await configOf(),
      { read: () => next.read(), clock: () => NOW, log },
      20,
    ),
  };
}

describe('createReloadingConfig', () => {
  it('applies new names, origins, keys and limits to the next request', async (t) => {
    const { config, next } = await reloading();
    const desk = await startDesk(t, { config });
    const brand = async (headers: Record<string, string> = {}): Promise<string> =>
      ((await (await desk.get('/v1/contact', headers)).json()) as { brand: { name: string } }).brand
        .name;
    const ask = async (): Promise<number> =>
      (await desk.post('/v1/callbacks', { ...CALLBACK, phone: freshPhone() }, freshKey())).status;
    const lineOf = async (headers: Record<string, string>): Promise<string> =>
      ((await (await desk.get('/v1/contact', headers)).json()) as { line: { id: string } }).line.id;
    const secret = Buffer.alloc(32, 8).toString('base64url');
    const token = bearer(await memberToken('vip', { header: { kid: 'shop-2' }, secret }));
    assert.deepEqual(
      [await brand(), await lineOf(token), await ask()],
      ['星河卡盟', 'public', 201],
    );

    next.read = () =>
      configOf(
        {
          origins: ['https://new.example'],
          keys: [{ kid: 'shop-2', alg: 'HS256', secret }],
          limits: { perAddressPerHour: 2 },
        },
        '新名字',
      );
    await config.reload();
    assert.deepEqual([await brand(), await lineOf(token)], ['新名字', 'vip']);
    assert.deepEqual([await ask(), await ask()], [201, 429]);
    const allowed = async (origin: string): Promise<string | null> =>
      (await desk.get('/v1/contact', { Origin: origin })).headers.get(
        'access-control-allow-origin',
      );
    assert.deepEqual(
      [await allowed(ORIGIN), await allowed('https://new.example')],
      [null, 'https://new.example'],
    );
  });

  it('keeps the old configuration when the new one is invalid, and logs the mistake once', async (t) => {
    const { config, lines, next } = await reloading();
    const desk = await startDesk(t, { config });
    const before = config.current();
    next.read = () =>
      checkDeskConfig(
        { ...deskInput, keys: [{ kid: 'a', alg: 'HS256', secret: 'canary' }] },
        {},
      ).then(() => before);
    await config.reload();
    assert.equal(config.current(), before);
    assert.deepEqual(config.state(), { ok: false, at: NOW });
    assert.equal((await desk.get('/v1/contact')).status, 200);
    const [line = '', ...others] = lines;
    assert.equal(others.length, 0);
    assert.match(line, /DESK_CONFIG \/keys\/0\/secret: expected at least 32 bytes/);
    assert.ok(!line.includes('canary'));

    next.read = () => Promise.reject(new Error('canary'));
    await config.reload();
    assert.equal(config.current(), before);
    assert.ok(!lines.join('').includes('canary'));

    next.read = () => configOf();
    await config.reload();
    assert.equal(config.state().ok, true);
  });

  it('ends with the latest configuration when reloads overlap', async () => {
    const { config, next } = await reloading();
    const waiting: (() => void)[] = [];
    const name = (text: string) => async (): Promise<CurrentConfig> => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return configOf({}, text);
    };
    next.read = name('first');
    const first = config.reload();
    // A reload reads the files when its turn comes.
    const second = config.reload();
    while (!waiting.length) await new Promise((resolve) => setImmediate(resolve));
    next.read = name('second');
    waiting.shift()?.();
    await first;
    while (!waiting.length) await new Promise((resolve) => setImmediate(resolve));
    waiting.shift()?.();
    await second;
    assert.equal(config.current().shop.brand.name, 'second');
  });

  it(
    'reads a file again when it is overwritten, replaced, deleted or restored',
    { timeout: 20_000 },
    async (t) => {
      const { config, next } = await reloading();
      const folder = temporaryFolder(t);
      const [file, draft] = [join(folder, 'shop.json'), join(folder, 'shop.json.tmp')];
      writeFileSync(file, '1');
      const stopping = new AbortController();
      t.after(() => stopping.abort());
      config.follow([file], stopping.signal);

      async function readAfter(change: () => void): Promise<void> {
        const read = new Promise<void>((resolve) => {
          next.read = () => {
            resolve();
            return Promise.reject(new ConfigError('x'));
          };
        });
        change();
        // The desk's own timer does not keep a process running.
        const running = setInterval(() => undefined, 1_000);
        await read.finally(() => clearInterval(running));
      }
      await readAfter(() => writeFileSync(file, '22'));
      await readAfter(() => {
        writeFileSync(draft, '33');
        renameSync(draft, file);
      });
      await readAfter(() => rmSync(file, { force: true }));
      await readAfter(() => writeFileSync(file, '44'));
    },
  );
});

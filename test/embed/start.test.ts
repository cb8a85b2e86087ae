import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test, type TestContext } from 'node:test';

const SERVE = fileURLToPath(new URL('../../demo/serve.mjs', import.meta.url));

interface Started {
  child: ChildProcess;
  /** What it printed so far. */
  printed(): string;
}

/** Starts the demo as `npm start` does; it ends with the test. */
const start = (t: TestContext, env: Record<string, string>): Started => {
  const child = spawn(process.execPath, [SERVE], { env: { ...process.env, ...env } });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (printed += text.toString()));
  t.after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  return { child, printed: () => printed };
};

/** Waits until the demo has printed this. */
const prints = async ({ child, printed }: Started, words: RegExp): Promise<void> => {
  while (!words.test(printed())) {
    assert.equal(child.exitCode, null, printed());
    await Promise.race([
      once(child.stdout!, 'data'),
      once(child.stderr!, 'data'),
      once(child, 'exit'),
    ]);
  }
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const folderFor = async (t: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'hotline-start-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

describe('The demo', () => {
  test(
    "starts a shop and a desk, prints their addresses and an agent's account, and keeps its data for the next start",
    { timeout: 60_000 },
    async (t) => {
      const [PORT, DESK_PORT] = [String(await freePort()), String(await freePort())];
      const env = { PORT, DESK_PORT, DEMO_DATA: await folderFor(t) };
      const shop = `http://localhost:${PORT}`;
      const desk = `http://localhost:${DESK_PORT}`;

      const first = start(t, env);
      await prints(first, /Ctrl-C/);
      assert.ok(first.printed().includes(shop) && first.printed().includes(desk), first.printed());
      assert.match(
        await (await fetch(shop)).text(),
        new RegExp(`<script async src="/hotline/hotline.js" data-desk="${desk}"`),
      );
      const created = await fetch(`${desk}/v1/callbacks`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': '0123456789abcdef0123456789abcdef',
          origin: shop,
        },
        body: JSON.stringify({
          phone: '13800138000',
          topic: 'refund',
          when: { kind: 'asap' },
          consent: true,
        }),
      });
      assert.equal(created.headers.get('access-control-allow-origin'), shop);
      const { number, key } = (await created.json()) as { number: string; key: string };
      // The printed account can sign in to the console.
      assert.ok(first.printed().includes(`${desk}/console`), first.printed());
      const [, login = '', password = ''] =
        /sign in as {2}(\S+)[\s\S]*?password {4}(\S+)/.exec(first.printed()) ?? [];
      const signedIn = await fetch(`${desk}/console/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: desk },
        body: JSON.stringify({ login, password }),
      });
      assert.equal(((await signedIn.json()) as { me?: { role: string } }).me?.role, 'supervisor');
      first.child.kill('SIGINT');
      await once(first.child, 'exit');
      await assert.rejects(fetch(`${desk}/ready`), 'the desk ends with the demo');

      const second = start(t, env);
      await prints(second, /Ctrl-C/);
      const kept = await fetch(`${desk}/v1/tickets/${number}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      assert.equal(((await kept.json()) as { number: string }).number, number);
    },
  );

  test('names the variable that changes a port which is taken', { timeout: 60_000 }, async (t) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    t.after(() => taken.close());
    const { port } = taken.address() as AddressInfo;
    for (const variable of ['PORT', 'DESK_PORT']) {
      const started = start(t, {
        PORT: String(await freePort()),
        DESK_PORT: String(await freePort()),
        DEMO_DATA: await folderFor(t),
        [variable]: String(port),
      });
      const [code] = (await once(started.child, 'close')) as [number];
      assert.equal(code, 1);
      assert.match(started.printed(), new RegExp(`Port ${port} is taken. Move it: ${variable}=`));
      assert.doesNotMatch(started.printed(), /\n\s+at /, 'no stack');
    }
  });
});

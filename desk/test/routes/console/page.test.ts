import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Hono } from 'hono';
import type { App, Env } from '../../../src/deps.ts';
import { pageRoutes } from '../../../src/routes/console/page.ts';
import { startDesk, temporaryFolder } from '../../support/fixture.ts';

const SCRIPT = 'console-a1B2c3D4.js';

function withConsole(t: Parameters<typeof temporaryFolder>[0]): App {
  const folder = join(temporaryFolder(t), 'console');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><title>x</title><script type="module" src="/console/assets/${SCRIPT}"></script>`,
  );
  writeFileSync(join(folder, SCRIPT), 'export {};');
  writeFileSync(join(folder, `${SCRIPT}.br`), 'as br');
  writeFileSync(join(folder, `${SCRIPT}.gz`), 'as gzip');
  writeFileSync(join(folder, `${SCRIPT}.map`), '{"sources":[]}');
  writeFileSync(join(folder, 'notes.txt'), 'not to be served');
  const app: App = new Hono<Env>();
  app.route('/console', pageRoutes(folder));
  return app;
}

describe("the console's page", () => {
  it('is served at every path of the console, runs only its own script and is not cached', async (t) => {
    const app = withConsole(t);
    for (const path of [
      '/console',
      '/console/',
      '/console/queue',
      '/console/ticket/261123000017',
      '/console/find?q=1',
      '/console/apiary',
    ]) {
      const answer = await app.request(path);
      assert.equal(answer.status, 200, path);
      assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      const policy = (answer.headers.get('content-security-policy') ?? '').split('; ');
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'",
      ]) {
        assert.ok(policy.includes(rule), rule);
      }
      assert.ok(!policy.join().includes('unsafe'));
      assert.match(await answer.text(), new RegExp(`src="/console/assets/${SCRIPT}"`));
    }
    assert.equal((await app.request('/console/queue', { method: 'POST' })).status, 405);
  });
});

describe("the console's assets", () => {
  it('are cached forever, and no other file of the folder is served', async (t) => {
    const app = withConsole(t);
    const script = await app.request(`/console/assets/${SCRIPT}`);
    assert.deepEqual(
      [script.status, script.headers.get('content-type'), script.headers.get('cache-control')],
      [200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    );
    for (const name of [
      `${SCRIPT}.map`,
      `${SCRIPT}.br`,
      `${SCRIPT}.gz`,
      'notes.txt',
      'index.html',
      'nothing.js',
      '..%2Fconsole%2Findex.html',
      '..%2f..%2fetc%2fpasswd',
      '',
    ]) {
      assert.equal((await app.request(`/console/assets/${name}`)).status, 404, name);
    }
  });
});

describe('the coding of an asset', () => {
  it('is the best that the build has made and the browser accepts', async (t) => {
    const app = withConsole(t);
    for (const [accepted, coding] of [
      ['gzip, deflate, br, zstd', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip;q=0.5', 'gzip'],
      ['br;q=0', null],
      ['zstd', null],
      ['', null],
      [undefined, null],
    ] as const) {
      const headers: Record<string, string> =
        accepted === undefined ? {} : { 'Accept-Encoding': accepted };
      const answer = await app.request(`/console/assets/${SCRIPT}`, { headers });
      assert.equal(answer.headers.get('content-encoding'), coding, accepted);
      assert.equal(answer.headers.get('vary'), 'Accept-Encoding');
      assert.equal(await answer.text(), coding === null ? 'export {};' : `as ${coding}`);
    }
  });
});

describe('a desk without a built console', () => {
  it('answers 503 there and works otherwise', async (t) => {
    const desk = await startDesk(t);
    const answer = await desk.get('/console');
    assert.deepEqual(
      [answer.status, answer.headers.get('content-type')],
      [503, 'application/problem+json'],
    );
    assert.equal((await desk.get('/console/assets/console.js')).status, 404);
    assert.equal((await desk.get('/console/api/session')).status, 401);
    assert.equal((await desk.get('/v1/contact')).status, 200);
  });
});

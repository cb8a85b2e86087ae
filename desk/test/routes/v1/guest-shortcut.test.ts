import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Contact } from '../../../../src/contract/contact.ts';
import { SECOND } from '../../../../src/core/time.ts';
import { checkDeskConfig } from '../../../src/config/desk-config.ts';
import { listen } from '../../../src/http/server.ts';
import { createLog } from '../../../src/log.ts';
import {
  bearer,
  checkedShop,
  deskInput,
  memberToken,
  NOW,
  ORIGIN,
  shopInput,
  startDesk,
} from '../../support/fixture.ts';

type Changes = Parameters<typeof startDesk>[1];

/** A desk on a port, and how often its app was asked: what the shortcut answers does not get there. */
async function onPort(t: TestContext, changes: Changes = {}) {
  const desk = await startDesk(t, changes);
  let asked = 0;
  const server = await listen(
    {
      fetch: (request, env) => (asked++, desk.app.fetch(request, env)),
      ...(desk.app.shortcut && { shortcut: desk.app.shortcut }),
    },
    '127.0.0.1',
    0,
  );
  t.after(() => server.close(0));
  const get = (headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(`${server.url}/v1/contact?_=1`, { headers, ...init });
  return {
    desk,
    get,
    contact: async () => (await (await get()).json()) as Contact,
    asked: () => asked,
  };
}

const close = (line: string) =>
  [line, { closed: { reason: '系统维护', until: undefined, at: NOW } }, NOW] as const;

/** An answer without what differs each time. */
async function comparable(answer: Response) {
  const headers = Object.fromEntries(answer.headers);
  assert.match(headers['x-request-id'] ?? '', /^[\w-]{12}$/);
  delete headers['x-request-id'];
  delete headers['date'];
  return { status: answer.status, headers, text: await answer.text() };
}

describe('guests of the same second', () => {
  it('get what the route has answered, with the same headers, without it', async (t) => {
    const { desk, get, asked } = await onPort(t);
    for (const headers of [{}, { Origin: ORIGIN }, { Origin: 'https://evil.example' }]) {
      const before = asked();
      desk.clock.now += SECOND;
      const first = await comparable(await get(headers));
      const second = await comparable(await get(headers));
      assert.deepEqual(second, first);
      assert.equal(asked(), before + 1);
    }
  });

  it('have request ids of their own', async (t) => {
    const { get } = await onPort(t);
    const ids = new Set<string | null>();
    for (let times = 0; times < 5; times++) ids.add((await get()).headers.get('x-request-id'));
    assert.equal(ids.size, 5);
  });

  it('are counted, logged and limited as all requests are', async (t) => {
    const lines: Record<string, unknown>[] = [];
    const log = createLog('info', {
      write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
    });
    const { desk, get, asked } = await onPort(t, {
      log,
      desk: {
        metrics: { token: 'x'.repeat(16) },
        limits: { ...deskInput.limits, requestsPerMinute: 4 },
      },
    });
    const statuses: number[] = [];
    for (let times = 0; times < 6; times++) statuses.push((await get()).status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 429, 429]);
    // The first, and the two that are refused.
    assert.equal(asked(), 3);
    const requests = lines.filter(({ msg }) => msg === 'request');
    assert.deepEqual(
      requests.map(({ method, route, status }) => [method, route, status]),
      statuses.map((status) => ['GET', '/v1/contact', status]),
    );
    for (const { requestId, ms } of requests)
      assert.deepEqual([typeof requestId, typeof ms], ['string', 'number']);
    const metrics = await (await desk.get('/metrics', bearer('x'.repeat(16)))).text();
    assert.match(
      metrics,
      /^hotline_http_request_duration_seconds_count\{route="\/v1\/contact",status="200"\} 4$/m,
    );
  });

  it('see a change of the line and of the config at once', async (t) => {
    let current = { shop: checkedShop(), desk: await checkDeskConfig(deskInput, {}) };
    const { desk, contact } = await onPort(t, { config: { current: () => current } });
    await contact();
    assert.equal((await contact()).status.state, 'open');
    await desk.store.lines.setState(...close('public'));
    assert.equal((await contact()).status.state, 'closed');
    current = { ...current, shop: checkedShop({ ...shopInput, brand: { name: '另一家' } }) };
    assert.equal((await contact()).brand.name, '另一家');
  });

  it('see in the next second what has changed without an announcement', async (t) => {
    const { desk, contact } = await onPort(t);
    assert.equal((await contact()).asOf, new Date(NOW).toISOString());
    desk.clock.now += SECOND;
    assert.equal((await contact()).asOf, new Date(NOW + SECOND).toISOString());
  });

  it('are answered anew while the database fails, until it answers again', async (t) => {
    const { store } = await startDesk(t);
    let fails = true;
    const failing = {
      ...store,
      lines: {
        ...store.lines,
        state: (line: string) =>
          fails ? Promise.reject(new Error('away')) : store.lines.state(line),
      },
    };
    const { contact } = await onPort(t, { store: failing });
    assert.equal((await contact()).status.state, 'unknown');
    assert.equal((await contact()).status.state, 'unknown');
    fails = false;
    assert.equal((await contact()).status.state, 'open');
  });
});

describe('the route itself answers', () => {
  it('whoever sends a token, even a bad one, beside guests', async (t) => {
    const { contact, get } = await onPort(t);
    await contact();
    const lineOf = async (authorization: string) =>
      ((await (await get({ Authorization: authorization })).json()) as Contact).line.id;
    assert.equal(await lineOf(`Bearer ${await memberToken('vip')}`), 'vip');
    assert.equal(await lineOf('Bearer rubbish'), 'public');
    const { member } = await contact();
    assert.deepEqual(member, { verified: false, reason: 'missing' });
  });

  it('HEAD, preflights and questions whether it has changed', async (t) => {
    const { get, asked } = await onPort(t);
    const tag = (await get()).headers.get('etag') ?? '';
    assert.equal((await get({ 'If-None-Match': tag })).status, 304);
    assert.equal(await (await get({}, { method: 'HEAD' })).text(), '');
    assert.equal((await get({ Origin: ORIGIN }, { method: 'OPTIONS' })).status, 204);
    assert.equal((await get({}, { method: 'POST' })).status, 405);
    assert.equal(asked(), 5);
  });
});

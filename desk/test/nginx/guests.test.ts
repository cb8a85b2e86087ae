import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ConfigInput } from '../../../src/contract/config.ts';
import type { Contact } from '../../../src/contract/contact.ts';
import { SECOND } from '../../../src/core/time.ts';
import { prepareNginx, startNginx } from '../../../tools/nginx.mjs';
import { checkDeskConfig } from '../../src/config/desk-config.ts';
import { listen } from '../../src/http/server.ts';
import {
  bearer,
  checkedShop,
  deskInput,
  memberToken,
  NOW,
  ORIGIN,
  shopInput,
  startDesk,
} from '../support/fixture.ts';
import { eventsOf } from '../support/situations.ts';

const OTHER_ORIGIN = 'https://m.shop.example';
const program = prepareNginx();

interface Guest {
  status: number;
  contact: Contact;
  answer: Response;
}

/** A desk on a port, and nginx in front of it as docs/operate.md configures it. */
async function behindNginx(t: TestContext, shop: ConfigInput = shopInput) {
  let current = {
    shop: checkedShop(shop),
    desk: await checkDeskConfig(
      { ...deskInput, origins: [ORIGIN, OTHER_ORIGIN], trustProxy: true },
      {},
    ),
  };
  const desk = await startDesk(t, { config: { current: () => current } });
  /** The requests that reached the desk. */
  const asked: { url: string; authorization: string | null }[] = [];
  const broken = { is: false };
  const server = await listen(
    {
      fetch: (request, env) => {
        asked.push({ url: request.url, authorization: request.headers.get('authorization') });
        return broken.is
          ? new Response(null, { status: 503, headers: { 'Cache-Control': 'no-store' } })
          : desk.app.fetch(request, env);
      },
    },
    '127.0.0.1',
    0,
  );
  t.after(() => server.close(0));
  const nginx = await startNginx(program, server.url);
  t.after(nginx.stop);

  async function ask(headers: Record<string, string> = {}, query = ''): Promise<Guest> {
    const answer = await fetch(`${nginx.url}/v1/contact${query}`, { headers });
    const text = await answer.clone().text();
    const contact = (answer.status === 200 ? JSON.parse(text) : {}) as Contact;
    return { status: answer.status, contact, answer };
  }

  return {
    ask,
    asked,
    broken,
    desk,
    server,
    url: nginx.url,
    reconfigure(next: ConfigInput): void {
      current = { ...current, shop: checkedShop(next) };
    },
  };
}

/** Asks again and again until an answer fits; the time limit of the test ends it. */
async function until(ask: () => Promise<Guest>, fits: (guest: Guest) => boolean): Promise<Guest> {
  for (;;) {
    const guest = await ask();
    if (fits(guest)) return guest;
  }
}

const closing = (line: string) =>
  [line, { closed: { reason: '系统维护', until: undefined, at: NOW } }, NOW] as const;

describe('nginx as docs/operate.md configures it', { timeout: 120_000 }, () => {
  it('asks the desk once for a thousand guests, whatever their queries', async (t) => {
    const { ask, asked } = await behindNginx(t);
    const from = performance.now();
    const guests = await Promise.all(
      Array.from({ length: 1000 }, (_, nth) => ask({ Cookie: `id=${nth}` }, `?_=${nth}`)),
    );
    const seconds = (performance.now() - from) / SECOND;
    assert.deepEqual(new Set(guests.map(({ status }) => status)), new Set([200]));
    assert.equal(new Set(guests.map(({ contact }) => contact.line.display)).size, 1);
    assert.ok(asked.length <= 1 + seconds / 3, `${asked.length} in ${seconds} s`);
    for (const { url } of asked) assert.equal(new URL(url).search, '');
  });

  it('sends every request with a token to the desk, and keeps no answer to one', async (t) => {
    const { ask, asked } = await behindNginx(t);
    const vip = bearer(await memberToken('vip'));
    assert.equal((await ask(vip)).contact.line.id, 'vip');
    assert.equal((await ask()).contact.line.id, 'public');
    assert.equal((await ask(vip)).contact.line.id, 'vip');
    const before = asked.length;
    const reason = async (authorization: string) =>
      (await ask({ Authorization: authorization })).contact.member.reason;
    assert.equal(await reason('0'), 'malformed');
    assert.equal(await reason('Bearer rubbish'), 'malformed');
    assert.equal((await ask()).contact.member.reason, 'missing');
    assert.equal(asked.length, before + 2);
    assert.equal((await ask(vip)).answer.headers.get('cache-control'), 'no-store');
  });

  it('lets each configured origin read its answer, and no other', async (t) => {
    const { ask } = await behindNginx(t);
    const allowed = async (origin?: string) =>
      (await ask(origin === undefined ? {} : { Origin: origin })).answer.headers.get(
        'access-control-allow-origin',
      );
    for (let round = 0; round < 2; round++) {
      assert.equal(await allowed('https://evil.example'), null);
      assert.equal(await allowed(ORIGIN), ORIGIN);
      assert.equal(await allowed(), null);
      assert.equal(await allowed(OTHER_ORIGIN), OTHER_ORIGIN);
    }
    const preflight = await fetch(`${(await behindNginx(t)).url}/v1/contact`, {
      method: 'OPTIONS',
      headers: { Origin: ORIGIN, 'Access-Control-Request-Method': 'GET' },
    });
    assert.equal(preflight.headers.get('access-control-allow-origin'), ORIGIN);
  });

  it('tells browsers to keep nothing, and answers HEAD and If-None-Match', async (t) => {
    const { ask, url } = await behindNginx(t);
    const first = (await ask({ Origin: ORIGIN })).answer.headers;
    assert.equal(first.get('cache-control'), 'no-store');
    const tag = first.get('etag') ?? '';
    assert.match(tag, /^"[\w-]{22}"$/);
    const again = (await ask({ Origin: ORIGIN, 'If-None-Match': tag })).answer;
    assert.deepEqual(
      [again.status, again.headers.get('etag'), again.headers.get('access-control-allow-origin')],
      [304, tag, ORIGIN],
    );
    const head = await fetch(`${url}/v1/contact`, { method: 'HEAD', headers: { Origin: ORIGIN } });
    assert.deepEqual([head.status, head.headers.get('etag')], [200, tag]);
  });

  it('keeps no refusal', async (t) => {
    const { ask, broken } = await behindNginx(t);
    broken.is = true;
    assert.equal((await ask()).status, 503);
    broken.is = false;
    assert.equal((await ask()).status, 200);
  });

  it('answers with the last contact while the desk fails', async (t) => {
    const { ask, asked, broken } = await behindNginx(t);
    const { contact } = await ask();
    broken.is = true;
    await until(ask, (guest) => {
      assert.deepEqual([guest.status, guest.contact.asOf], [200, contact.asOf]);
      return asked.length > 5;
    });
  });

  it('does not say that a line is open after it has closed, even if the desk is gone', async (t) => {
    const { ask, desk, server } = await behindNginx(t, { ...shopInput, publicLine: 'vip' });
    const { status } = (await (await desk.get('/v1/contact')).json()) as Contact;
    desk.clock.now = Date.parse(status.closesAt ?? '') - SECOND / 2;
    assert.equal((await ask()).contact.status.state, 'open');
    await server.close(0);
    const from = performance.now();
    await until(ask, (guest) => guest.status === 502);
    assert.ok(performance.now() - from < 3 * SECOND);
  });

  it('shows within seven seconds that a supervisor has closed the line', async (t) => {
    const { ask, desk } = await behindNginx(t);
    assert.equal((await ask()).contact.status.state, 'open');
    const from = performance.now();
    await desk.store.lines.setState(...closing('public'));
    await until(ask, ({ contact }) => contact.status.state === 'closed');
    assert.ok(performance.now() - from < 7 * SECOND);
  });

  it('has no contact of before when a new config ends the streams', async (t) => {
    const { ask, reconfigure, url } = await behindNginx(t);
    const stream = eventsOf(await fetch(`${url}/v1/contact/stream`));
    assert.equal((await stream.next()).done, false);
    const before = (await ask()).contact;
    const public_ = { ...shopInput.lines.public, number: '400-999-0009' };
    reconfigure({ ...shopInput, lines: { ...shopInput.lines, public: public_ } });
    assert.equal((await ask()).contact.line.display, before.line.display);
    assert.equal((await stream.next()).done, true);
    assert.equal((await ask()).contact.line.display, '400-999-0009');
  });
});

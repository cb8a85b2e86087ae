import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Contact } from '../../../../src/contract/contact.ts';
import { SECOND } from '../../../../src/core/time.ts';
import { checkDeskConfig } from '../../../src/config/desk-config.ts';
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

const OTHER_ORIGIN = 'https://m.shop.example';
const KEPT = 'public, max-age=3, stale-while-revalidate=3, stale-if-error=60';

const headersOf = (answer: Response, ...names: string[]): (string | null)[] =>
  names.map((name) => answer.headers.get(name));

describe("a guest's contact", () => {
  it('may be kept for a few seconds by caches that all guests share', async (t) => {
    const desk = await startDesk(t);
    const answer = await desk.get('/v1/contact');
    assert.deepEqual(headersOf(answer, 'cache-control', 'vary'), [KEPT, 'Origin, Authorization']);
    assert.match(answer.headers.get('etag') ?? '', /^"[\w-]{22}"$/);
  });

  it('is the same for every query, language and browser', async (t) => {
    const desk = await startDesk(t);
    const first = await desk.get('/v1/contact');
    const second = await desk.get('/v1/contact?_=17&tier=diamond', {
      'Accept-Language': 'en',
      'User-Agent': 'another',
      Cookie: 'session=1',
    });
    assert.equal(second.headers.get('etag'), first.headers.get('etag'));
    assert.equal(await second.text(), await first.text());
  });

  it('can be read by each configured origin, and by no other', async (t) => {
    const desk = await startDesk(t, { desk: { origins: [ORIGIN, OTHER_ORIGIN] } });
    const allowed = async (origin: string) =>
      headersOf(
        await desk.get('/v1/contact', { Origin: origin }),
        'access-control-allow-origin',
        'vary',
        'cache-control',
      );
    assert.deepEqual(await allowed(ORIGIN), [ORIGIN, 'Origin, Authorization', KEPT]);
    assert.deepEqual(await allowed(OTHER_ORIGIN), [OTHER_ORIGIN, 'Origin, Authorization', KEPT]);
    assert.deepEqual(await allowed('https://evil.example'), [null, 'Origin, Authorization', KEPT]);
  });

  it('is not sent again to whoever has it', async (t) => {
    const desk = await startDesk(t);
    const tag = (await desk.get('/v1/contact')).headers.get('etag') ?? '';
    for (const named of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const answer = await desk.get('/v1/contact', { Origin: ORIGIN, 'If-None-Match': named });
      assert.equal(answer.status, 304, named);
      assert.equal(await answer.text(), '');
      assert.deepEqual(
        headersOf(answer, 'etag', 'cache-control', 'vary', 'access-control-allow-origin'),
        [tag, KEPT, 'Origin, Authorization', ORIGIN],
      );
    }
    const other = await desk.get('/v1/contact', { 'If-None-Match': tag.toLowerCase().slice(2) });
    assert.equal(other.status, 200);
  });

  it('has another tag as soon as its bytes are others', async (t) => {
    let current = { shop: checkedShop(), desk: await checkDeskConfig(deskInput, {}) };
    const desk = await startDesk(t, { config: { current: () => current } });
    const tagOf = async () => (await desk.get('/v1/contact')).headers.get('etag');
    const tags = [await tagOf()];
    await desk.store.lines.setState(
      'public',
      { closed: { reason: '系统维护', until: undefined, at: NOW } },
      NOW,
    );
    tags.push(await tagOf());
    current = { ...current, shop: checkedShop({ ...shopInput, brand: { name: '另一家' } }) };
    tags.push(await tagOf());
    desk.clock.now += SECOND;
    tags.push(await tagOf());
    assert.equal(new Set(tags).size, 4, tags.join());
  });

  it('is asked for by HEAD with the same headers', async (t) => {
    const desk = await startDesk(t);
    const get = await desk.get('/v1/contact');
    const head = await desk.app.request('/v1/contact', { method: 'HEAD' });
    assert.equal(await head.text(), '');
    assert.deepEqual(
      headersOf(head, 'etag', 'cache-control', 'vary'),
      headersOf(get, 'etag', 'cache-control', 'vary'),
    );
  });

  it('is kept by no cache far beyond the moment at which the line closes', async (t) => {
    const desk = await startDesk(t, { shop: { ...shopInput, publicLine: 'vip' } });
    const ask = () => desk.get('/v1/contact');
    const { status } = (await (await ask()).json()) as Contact;
    const closesAt = Date.parse(status.closesAt ?? '');
    const before = async (seconds: number) => {
      desk.clock.now = closesAt - seconds * SECOND;
      return (await ask()).headers.get('cache-control');
    };
    const lasting = (fresh: number, stale: number, failing: number) =>
      `public, max-age=${fresh}, stale-while-revalidate=${stale}, stale-if-error=${failing}`;
    assert.equal(await before(600), lasting(3, 3, 60));
    assert.equal(await before(65), lasting(3, 3, 60));
    assert.equal(await before(30), lasting(3, 3, 25));
    assert.equal(await before(7), lasting(3, 2, 2));
    assert.equal(await before(4), lasting(2, 0, 0));
    assert.equal(await before(3.5), lasting(2, 0, 0));
    assert.equal(await before(0.5), lasting(1, 0, 0));
    assert.equal(await before(0), lasting(3, 3, 60));
  });
});

describe('no cache keeps', () => {
  it('what a token leads to, even a bad one', async (t) => {
    const desk = await startDesk(t);
    const tag = (await desk.get('/v1/contact')).headers.get('etag') ?? '';
    for (const token of [await memberToken('vip'), await memberToken('platinum'), 'rubbish', '']) {
      const answer = await desk.get('/v1/contact', { ...bearer(token), 'If-None-Match': tag });
      assert.equal(answer.status, 200);
      assert.deepEqual(headersOf(answer, 'cache-control', 'etag', 'vary'), [
        'no-store',
        null,
        'Origin, Authorization',
      ]);
    }
  });

  it('a refusal', async (t) => {
    const desk = await startDesk(t, {
      desk: { limits: { ...deskInput.limits, requestsPerMinute: 1 } },
    });
    await desk.get('/v1/contact');
    const answer = await desk.get('/v1/contact', { 'If-None-Match': '*' });
    assert.deepEqual(
      [answer.status, ...headersOf(answer, 'cache-control', 'etag')],
      [429, 'no-store', null],
    );
  });

  it('the slots, which others may book meanwhile', async (t) => {
    const desk = await startDesk(t);
    const answer = await desk.get('/v1/slots');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  });
});

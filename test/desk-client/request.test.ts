import { expect } from '@open-wc/testing';
import { request, type Network } from '../../src/desk-client/request.ts';
import { Clock, until } from '../support/clock.ts';
import { json, problem } from '../support/fake-desk.ts';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const anything = (body: unknown) => body;
/** A network with this `fetch` and the timers of the window. */
const network = (fetcher: typeof fetch): Network => ({
  fetch: fetcher,
  setTimeout: (act, ms) => window.setTimeout(act, ms),
  clearTimeout: (timer) => window.clearTimeout(timer),
  Date: { now: () => NOW },
});
const UNREACHABLE = { ok: false, code: 'unreachable', errors: [] };

describe('request', () => {
  const answering = (reply: () => Response | Error) => () => {
    const answer = reply();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const ask = (reply: () => Response | Error, read: (body: unknown) => unknown = anything) =>
    request(network(answering(reply)), 'https://desk.example/v1/x', {}, read);

  it('returns the value that was read', async () => {
    expect(await ask(() => json({ a: 1 }))).to.deep.equal({ ok: true, value: { a: 1 } });
  });

  it('sends no cookies, and no cache mode with which browsers repeat preflights', async () => {
    let sent: RequestInit | undefined;
    const fetcher: typeof fetch = (_, init) => {
      sent = init;
      return Promise.resolve(json({}));
    };
    await request(
      network(fetcher),
      'https://desk.example/',
      { method: 'POST', body: 'x' },
      anything,
    );
    expect(sent).to.deep.include({ credentials: 'omit', method: 'POST', body: 'x' });
    expect(sent).to.not.have.property('cache');
  });

  it("returns a problem's code, its errors, and the seconds to wait", async () => {
    const errors = [{ pointer: '/phone', code: 'premium' }];
    expect(await ask(() => problem(422, 'phone-not-callable', errors))).to.deep.equal({
      ok: false,
      code: 'phone-not-callable',
      errors,
      retryAfter: undefined,
    });
    expect(
      await ask(() => problem(429, 'too-many-requests', undefined, { 'retry-after': '30' })),
    ).to.deep.equal({ ok: false, code: 'too-many-requests', errors: [], retryAfter: 30 });
  });

  for (const [what, reply] of [
    ['no network', () => new TypeError('Failed to fetch')],
    ['a page instead of JSON', () => new Response('<!doctype html>', { status: 200 })],
    ['an empty answer', () => new Response('', { status: 200 })],
    ['a problem without a code', () => json({ message: 'no' }, 400)],
    ['JSON that is no object', () => json(null, 400)],
    ['a server error', () => problem(500, 'internal')],
  ] as const) {
    it(`treats ${what} as an unreachable desk`, async () => {
      expect(await ask(reply)).to.deep.include(UNREACHABLE);
    });
  }

  it('passes an answer without a body to the reader', async () => {
    const done = () => new Response(null, { status: 204 });
    expect(await ask(done, () => 'erased')).to.deep.equal({ ok: true, value: 'erased' });
    expect(await ask(done, () => undefined)).to.deep.equal(UNREACHABLE);
  });

  it('treats an answer that cannot be read as an unreachable desk', async () => {
    expect(
      await ask(
        () => json({}),
        () => undefined,
      ),
    ).to.deep.equal(UNREACHABLE);
  });

  it('returns the seconds to wait of an overloaded desk', async () => {
    expect(
      await ask(() => problem(503, 'unavailable', undefined, { 'retry-after': '120' })),
    ).to.deep.include({ ...UNREACHABLE, retryAfter: 120 });
  });

  it('returns the seconds to wait of a proxy that answers with a page', async () => {
    const headers = { 'retry-after': '120' };
    expect(await ask(() => new Response('<html>', { status: 503, headers }))).to.deep.include({
      ...UNREACHABLE,
      retryAfter: 120,
    });
  });

  for (const [header, seconds] of [
    ['Fri, 20 Nov 2026 02:01:30 GMT', 90],
    ['Fri, 20 Nov 2026 01:00:00 GMT', 0],
    ['Mon, 20 Nov 2036 02:00:00 GMT', 86_400],
    ['3000000', 86_400],
    ['Infinity', undefined],
    ['-30', undefined],
  ] as const) {
    it(`reads the retry-after “${header}” as ${seconds} seconds`, async () => {
      expect(
        await ask(() => problem(429, 'too-many-requests', undefined, { 'retry-after': header })),
      ).to.deep.include({ retryAfter: seconds });
    });
  }

  for (const errors of [[null], [{ pointer: 5, code: 'x' }], [{ pointer: '/phone' }], ['x']]) {
    it(`ignores the malformed errors ${JSON.stringify(errors)}`, async () => {
      expect(await ask(() => json({ code: 'invalid-body', errors }, 400))).to.deep.include({
        code: 'invalid-body',
        errors: [],
      });
    });
  }

  it('treats a code that is no text as an unreachable desk', async () => {
    expect(await ask(() => json({ code: 5 }, 400))).to.deep.include(UNREACHABLE);
  });

  it('ignores errors that are not a list', async () => {
    expect(await ask(() => json({ code: 'invalid-body', errors: 'many' }, 400))).to.deep.include({
      code: 'invalid-body',
      errors: [],
    });
  });

  it('aborts after 15 seconds', async () => {
    const clock = Clock.held(0);
    try {
      let signal: AbortSignal | null | undefined;
      const never: typeof fetch = (_, init) =>
        new Promise((_resolve, reject) => {
          signal = init?.signal;
          signal?.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError')));
        });
      const answer = request(network(never), 'https://desk.example/', {}, anything);
      await clock.pass(14_999);
      expect(signal?.aborted).to.equal(false);
      await clock.pass(1);
      await until(
        () => signal?.aborted,
        () => 'the request to be given up',
      );
      expect(await answer).to.deep.equal(UNREACHABLE);
    } finally {
      clock.restore();
    }
  });
});

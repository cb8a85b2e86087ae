import { expect } from '@open-wc/testing';
import { request, type Network } from '../../src/desk-client/request.ts';
import { Clock, until } from '../support/clock.ts';
import { json, problem } from '../support/fake-desk.ts';

const anything = (body: unknown) => body;
/** A network with this `fetch` and the timers of the window. */
const network = (fetcher: typeof fetch): Network => ({
  fetch: fetcher,
  setTimeout: (act, ms) => window.setTimeout(act, ms),
  clearTimeout: (timer) => window.clearTimeout(timer),
});
const UNREACHABLE = { ok: false, code: 'unreachable', errors: [] };

describe('a request to a desk', () => {
  const answering = (reply: () => Response | Error) => () => {
    const answer = reply();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const ask = (reply: () => Response | Error, read: (body: unknown) => unknown = anything) =>
    request(network(answering(reply)), 'https://desk.example/v1/x', {}, read);

  it('gives what was read of the answer', async () => {
    expect(await ask(() => json({ a: 1 }))).to.deep.equal({ ok: true, value: { a: 1 } });
  });

  it('takes no cookies along and leaves nothing in the cache, but for what it is told', async () => {
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
    expect(sent).to.deep.include({
      credentials: 'omit',
      cache: 'no-store',
      method: 'POST',
      body: 'x',
    });
  });

  it("gives a problem's code, its places, and the seconds to wait", async () => {
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
    it(`takes ${what} for an unreachable desk`, async () => {
      expect(await ask(reply)).to.deep.include(UNREACHABLE);
    });
  }

  it('lets the reader judge an answer without a body', async () => {
    const done = () => new Response(null, { status: 204 });
    expect(await ask(done, () => 'erased')).to.deep.equal({ ok: true, value: 'erased' });
    expect(await ask(done, () => undefined)).to.deep.equal(UNREACHABLE);
  });

  it('takes an answer that is not what was asked for as one of no desk', async () => {
    expect(
      await ask(
        () => json({}),
        () => undefined,
      ),
    ).to.deep.equal(UNREACHABLE);
  });

  it('keeps the seconds to wait of an overloaded desk', async () => {
    expect(
      await ask(() => problem(503, 'unavailable', undefined, { 'retry-after': '120' })),
    ).to.deep.include({ ...UNREACHABLE, retryAfter: 120 });
  });

  it('leaves out a date to wait for, and errors that are no list', async () => {
    const answer = await ask(() =>
      json({ code: 'invalid-body', errors: 'many' }, 400, {
        'retry-after': 'Fri, 20 Nov 2026 02:00:00 GMT',
      }),
    );
    expect(answer).to.deep.equal({
      ok: false,
      code: 'invalid-body',
      errors: [],
      retryAfter: undefined,
    });
  });

  it('gives up after fifteen seconds', async () => {
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

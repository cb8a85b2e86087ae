import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { ProblemSchema, type Problem } from '../../../src/contract/problem.ts';
import {
  bearer,
  CALLBACK,
  createdTicket,
  freshKey,
  freshPhone,
  NOW,
  ORIGIN,
  query,
  startDesk,
} from '../support/fixture.ts';
import { bookingShop, PHONE_SECRET, signed } from '../support/situations.ts';

/** Checks that an answer is a well-formed problem, and returns it. */
async function problemOf(answer: Response): Promise<Problem> {
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  const problem = v.parse(v.strictObject(ProblemSchema.entries), await answer.json());
  assert.equal(problem.status, answer.status);
  assert.equal(problem.type, `urn:hotline:problem:${problem.code}`);
  return problem;
}

describe('a request', () => {
  it('to an unknown path is answered with not-found', async (t) => {
    const desk = await startDesk(t);
    for (const path of ['/', '/v1', '/v1/nothing', '/v1/contact/', '/v1/tickets/1/2/3']) {
      assert.equal((await problemOf(await desk.get(path))).code, 'not-found', path);
    }
  });

  it('with a wrong method is answered with 405 and the allowed methods', async (t) => {
    const desk = await startDesk(t);
    const cases: [string, string, string][] = [
      ['DELETE', '/v1/contact', 'GET, HEAD'],
      ['PUT', '/v1/callbacks', 'GET, HEAD, POST'],
      ['PUT', '/v1/tickets/261123000017', 'GET, HEAD'],
      ['GET', '/v1/tickets/261123000017/cancel', 'POST'],
      ['GET', '/v1/lines/public/load', 'PUT'],
      ['POST', '/v1/slots', 'GET, HEAD'],
      ['POST', '/health', 'GET, HEAD'],
    ];
    for (const [method, path, allow] of cases) {
      const answer = await desk.app.request(path, { method });
      assert.equal(answer.headers.get('allow'), allow, path);
      assert.equal((await problemOf(answer)).code, 'method-not-allowed', path);
    }
    assert.equal((await desk.app.request('/v1/contact', { method: 'HEAD' })).status, 200);
  });

  it('with a body whose Content-Type is not JSON is refused', async (t) => {
    const desk = await startDesk(t);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      '',
    ]) {
      const answer = await desk.post('/v1/callbacks', CALLBACK, {
        ...freshKey(),
        'Content-Type': type,
      });
      assert.equal((await problemOf(answer)).code, 'unsupported-media-type', type);
    }
    assert.equal(
      (
        await desk.post('/v1/callbacks', CALLBACK, {
          ...freshKey(),
          'Content-Type': 'Application/JSON; charset=utf-8',
        })
      ).status,
      201,
    );
  });

  it('with a body over 16 kB is refused, with and without Content-Length', async (t) => {
    const desk = await startDesk(t);
    const body = JSON.stringify({ ...CALLBACK, note: 'x'.repeat(16 * 1024) });
    assert.equal(
      (
        await problemOf(
          await desk.post('/v1/callbacks', body, {
            ...freshKey(),
            'Content-Length': String(body.length),
          }),
        )
      ).code,
      'body-too-large',
    );
    const stream = new ReadableStream({
      start(controller) {
        for (let part = 0; part < body.length; part += 1000)
          controller.enqueue(new TextEncoder().encode(body.slice(part, part + 1000)));
        controller.close();
      },
    });
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...freshKey() },
      body: stream,
      duplex: 'half',
    };
    assert.equal(
      (await problemOf(await desk.app.request('/v1/callbacks', init))).code,
      'body-too-large',
    );
  });

  it('with wrong fields gets the JSON pointer of each', async (t) => {
    const desk = await startDesk(t);
    const cases: [object, Problem['errors']][] = [
      [{ phone: 13800138000 }, [{ pointer: '/phone', code: 'string' }]],
      [{ phone: ' ' }, [{ pointer: '/phone', code: 'non-empty' }]],
      [{ phone: '1'.repeat(41) }, [{ pointer: '/phone', code: 'max-length' }]],
      [{ consent: false }, [{ pointer: '/consent', code: 'literal' }]],
      [{ when: { kind: 'tomorrow' } }, [{ pointer: '/when/kind', code: 'variant' }]],
      [{ when: { kind: 'window' } }, [{ pointer: '/when/from', code: 'missing' }]],
      [{ when: { kind: 'asap', canary: 1 } }, [{ pointer: '/when', code: 'unknown-key' }]],
      [{ when: 'asap' }, [{ pointer: '/when', code: 'variant' }]],
      [{ tier: 'diamond' }, [{ pointer: '', code: 'unknown-key' }]],
      [{ language: 'fr' }, [{ pointer: '/language', code: 'picklist' }]],
      [{ occurredAt: 'yesterday' }, [{ pointer: '/occurredAt', code: 'iso-timestamp' }]],
      [{ occurredAt: '2026-02-31T00:00:00Z' }, [{ pointer: '/occurredAt', code: 'iso-timestamp' }]],
      [{ note: 'a\0b' }, [{ pointer: '/note', code: 'unstorable-text' }]],
      [{ order: '\ud800' }, [{ pointer: '/order', code: 'unstorable-text' }]],
      [
        { phone: null, consent: 'yes' },
        [
          { pointer: '/phone', code: 'string' },
          { pointer: '/consent', code: 'literal' },
        ],
      ],
    ];
    for (const [change, errors] of cases) {
      const problem = await problemOf(
        await desk.post('/v1/callbacks', { ...CALLBACK, ...change }, freshKey()),
      );
      assert.deepEqual(
        [problem.code, problem.errors],
        ['invalid-body', errors],
        JSON.stringify(change),
      );
    }
  });

  it('with a body that is not a JSON object is refused as a whole', async (t) => {
    const desk = await startDesk(t);
    const nested = (open: string, close: string): string => open.repeat(2500) + close.repeat(2500);
    for (const body of ['', '{', 'canary', '\uFEFF{}}', '{"phone":"canary"', '\0']) {
      assert.deepEqual(
        (await problemOf(await desk.post('/v1/callbacks', body, freshKey()))).errors,
        [{ pointer: '', code: 'json' }],
        body,
      );
    }
    for (const body of [
      'null',
      '1',
      '"canary"',
      '[]',
      '[{}]',
      nested('[', ']'),
      nested('{"a":', '}').replace(':}', ':1}'),
    ]) {
      const { code, errors } = await problemOf(await desk.post('/v1/callbacks', body, freshKey()));
      assert.equal(code, 'invalid-body');
      assert.ok(errors?.length, body.slice(0, 20));
    }
  });

  it('with keys such as __proto__ pollutes no prototype', async (t) => {
    const desk = await startDesk(t);
    const phone = freshPhone();
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const body = `{"phone":"${phone}","when":{"kind":"asap"},"consent":true,"${key}":{"urgent":true,"polluted":true}}`;
      const answer = await desk.post('/v1/callbacks', body, freshKey());
      assert.ok([201, 400].includes(answer.status), key);
    }
    assert.equal('polluted' in {}, false);
    assert.ok(
      (await query(desk.url, 'select urgent from ticket')).every(({ urgent }) => urgent === 0),
    );
  });

  it('for a callback never crashes the desk, and no answer repeats what was sent', async (t) => {
    const desk = await startDesk(t, {
      desk: { limits: { perAddressPerHour: 100_000, requestsPerMinute: 100_000 } },
    });
    const CANARY = 'c4n4ry';
    const hostile = fc.oneof(
      fc.constantFrom<unknown>(
        CANARY,
        `+8613${CANARY}`,
        [CANARY],
        { [CANARY]: CANARY },
        -1,
        1e308,
        null,
        true,
        '\0',
        '\ud800',
      ),
      fc.jsonValue({ maxDepth: 3 }),
    );
    const body = fc
      .record(
        {
          phone: hostile,
          when: hostile,
          consent: hostile,
          topic: hostile,
          order: hostile,
          note: hostile,
          occurredAt: hostile,
          urgent: hostile,
          language: hostile,
          [CANARY]: hostile,
        },
        { requiredKeys: [] },
      )
      .map((change) => ({ ...CALLBACK, ...change }));
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const answer = await desk.post('/v1/callbacks', sent, freshKey());
        const text = await answer.text();
        assert.ok([201, 400, 422, 429].includes(answer.status), `${answer.status}`);
        assert.ok(!text.includes(CANARY), text);
      }),
      { numRuns: 300 },
    );
  });

  it('of the other routes never crashes the desk, and no answer repeats what was sent', async (t) => {
    const desk = await startDesk(t, {
      shop: bookingShop,
      desk: {
        phoneSystem: { secret: PHONE_SECRET },
        limits: { perAddressPerHour: 100_000, requestsPerMinute: 100_000 },
      },
    });
    const { number, key } = await createdTicket(desk);
    const CANARY = 'c4n4ry';
    const hostile = fc.oneof(
      fc.constantFrom<unknown>(
        CANARY,
        [CANARY],
        { kind: 'window', from: CANARY },
        { kind: 'window', from: '-271821-04-20T00:00:00Z' },
        -1,
        3,
        1e308,
        null,
        '\0',
        '\ud800',
      ),
      fc.jsonValue({ maxDepth: 3 }),
    );
    const body = fc.record(
      {
        when: hostile,
        rating: hostile,
        comment: hostile,
        note: hostile,
        topic: hostile,
        occurredAt: hostile,
        waiting: hostile,
        agents: hostile,
        waitMinutes: hostile,
      },
      { requiredKeys: [] },
    );
    const picked = (sent: object, ...keys: string[]): object =>
      Object.fromEntries(Object.entries(sent).filter(([name]) => keys.includes(name)));
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const load = JSON.stringify(picked(sent, 'waiting', 'agents', 'waitMinutes'));
        const answers = [
          await desk.post(`/v1/tickets/${number}/reschedule`, picked(sent, 'when'), bearer(key)),
          await desk.post(
            `/v1/tickets/${number}/feedback`,
            picked(sent, 'rating', 'comment'),
            bearer(key),
          ),
          await desk.post('/v1/briefs', picked(sent, 'note', 'topic', 'occurredAt')),
          await desk.app.request('/v1/lines/public/load', {
            method: 'PUT',
            body: load,
            headers: signed(load, NOW),
          }),
        ];
        for (const answer of answers) {
          const text = await answer.text();
          assert.ok(
            [200, 201, 204, 400, 409, 422].includes(answer.status),
            `${answer.status} ${text}`,
          );
          assert.ok(!text.includes(CANARY), text);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('CORS', () => {
  it('lets pages of the configured origins read every answer, and other pages none', async (t) => {
    const desk = await startDesk(t, { desk: { origins: [ORIGIN, 'http://localhost:8000'] } });
    const allowed = async (origin: string): Promise<string | null> =>
      (await desk.get('/v1/contact', { Origin: origin })).headers.get(
        'access-control-allow-origin',
      );
    assert.equal(await allowed(ORIGIN), ORIGIN);
    assert.equal(await allowed('http://localhost:8000'), 'http://localhost:8000');
    for (const origin of [
      'https://shop.example.evil.example',
      'https://evil.example',
      'http://shop.example',
      'https://shop.example:444',
      'https://sub.shop.example',
      'null',
      '*',
      '',
    ]) {
      assert.equal(await allowed(origin), null, origin);
    }
    const refused = await desk.post('/v1/callbacks', {}, { Origin: ORIGIN });
    assert.equal(refused.headers.get('access-control-allow-origin'), ORIGIN);
    assert.match(refused.headers.get('access-control-expose-headers') ?? '', /Retry-After/);
    assert.match(
      refused.headers.get('access-control-expose-headers') ?? '',
      /Idempotency-Replayed/,
    );
    assert.equal(refused.headers.get('access-control-allow-credentials'), null);
  });

  it('makes a preflight valid for two hours, and only for the configured origins', async (t) => {
    const desk = await startDesk(t);
    const preflight = (origin: string) =>
      desk.app.request('/v1/callbacks', {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'idempotency-key',
        },
      });
    const answer = await preflight(ORIGIN);
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.get('access-control-allow-origin'), ORIGIN);
    assert.equal(answer.headers.get('access-control-max-age'), '7200');
    assert.deepEqual(answer.headers.get('access-control-allow-headers')?.split(','), [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-None-Match',
      'Pragma',
      'Proof-Of-Work',
    ]);
    assert.match(answer.headers.get('vary') ?? '', /Origin/);
    assert.equal(
      (await preflight('https://evil.example')).headers.get('access-control-allow-origin'),
      null,
    );
  });

  it('never allows the PUT of a line load', async (t) => {
    const desk = await startDesk(t);
    const answer = await desk.app.request('/v1/lines/public/load', {
      method: 'OPTIONS',
      headers: { Origin: ORIGIN, 'Access-Control-Request-Method': 'PUT' },
    });
    assert.deepEqual(answer.headers.get('access-control-allow-methods')?.split(','), [
      'GET',
      'POST',
    ]);
  });
});

describe('every answer', () => {
  it("has the security headers and a request id, and only a guest's contact is kept by caches", async (t) => {
    const desk = await startDesk(t);
    const guests = await desk.get('/v1/contact');
    for (const answer of [
      guests,
      await desk.get('/v1/contact', bearer('rubbish')),
      await desk.get('/nothing'),
      await desk.post('/v1/callbacks', '{', freshKey()),
      await desk.get('/health'),
    ]) {
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      assert.match(
        answer.headers.get('cache-control') ?? '',
        answer === guests ? /^public, max-age=\d,/ : /^no-store$/,
      );
      assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/);
      assert.match(answer.headers.get('x-request-id') ?? '', /^[\w-]{12}$/);
    }
  });
});

describe('GET /health and GET /ready', () => {
  it('say that the desk is healthy but not ready without its database', async (t) => {
    const desk = await startDesk(t);
    assert.equal((await desk.get('/ready')).status, 200);
    await desk.store.close();
    assert.equal((await desk.get('/health')).status, 200);
    const answer = await desk.get('/ready');
    assert.equal(answer.headers.get('retry-after'), '5');
    assert.equal((await problemOf(answer)).code, 'unavailable');
  });
});

describe('a failed request', () => {
  it('is answered without any detail of an internal error', async (t) => {
    const desk = await startDesk(t);
    await desk.store.close();
    const answer = await desk.post('/v1/callbacks', CALLBACK, { ...freshKey(), Origin: ORIGIN });
    assert.equal(answer.headers.get('access-control-allow-origin'), ORIGIN);
    assert.deepEqual(await problemOf(answer), {
      type: 'urn:hotline:problem:internal',
      title: 'Something went wrong',
      status: 500,
      code: 'internal',
    });
  });

  it('is answered with unavailable and Retry-After while the database is busy', async (t) => {
    const desk = await startDesk(t);
    const busy = {
      ...desk.store,
      tickets: {
        ...desk.store.tickets,
        create: () =>
          Promise.reject(Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })),
      },
    };
    const { post } = await startDesk(t, { store: busy });
    const answer = await post('/v1/callbacks', CALLBACK, freshKey());
    assert.ok(Number(answer.headers.get('retry-after')) > 0);
    assert.equal((await problemOf(answer)).code, 'unavailable');
  });
});

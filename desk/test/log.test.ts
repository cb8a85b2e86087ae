import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLog } from '../src/log.ts';
import { ask, newBrowser } from './support/console.ts';
import { bearer, CALLBACK, freshKey, memberToken, startDesk } from './support/fixture.ts';

/** A log, and the lines written to it. */
function keptLog(): { lines: string[]; log: ReturnType<typeof createLog> } {
  const lines: string[] = [];
  return { lines, log: createLog('trace', { write: (line) => void lines.push(line) }) };
}

describe('the log', () => {
  it('contains no phone number, token, key, note or order number', async (t) => {
    const { lines, log } = keptLog();
    const desk = await startDesk(t, { log });
    const token = await memberToken('diamond', {
      claims: { sub: 'canary-sub', name: 'canary-name' },
    });
    const idempotency = { 'Idempotency-Key': 'canary-idempotency' };
    const body = {
      ...CALLBACK,
      phone: '13912344321',
      note: 'canary-note',
      order: 'canary-order',
      topic: 'refund',
    };
    const created = (await (
      await desk.post('/v1/callbacks', body, { ...idempotency, ...bearer(token) })
    ).json()) as { number: string; key: string; passphrase: string };

    await desk.get('/v1/contact?phone=13912344321', bearer(token));
    await desk.get(`/v1/tickets/${created.number}`, bearer(created.key));
    await desk.get(`/v1/tickets/${created.number}?key=${created.key}`, bearer('canary-wrong-key'));
    await desk.get('/13912344321/canary-path');
    await desk.post('/v1/briefs', { note: 'canary-note', order: 'canary-order' }, bearer(token));
    await desk.post(`/v1/tickets/${created.number}/nudge`, {}, bearer(created.key));
    await desk.post(
      `/v1/tickets/${created.number}/feedback`,
      { rating: 1, comment: 'canary-comment' },
      bearer(created.key),
    );
    await desk.post(`/v1/tickets/${created.number}/erase`, {}, bearer(created.key));
    await desk.app.request('/v1/lines/canary-line/load', {
      method: 'PUT',
      headers: { 'webhook-signature': 'v1,canary' },
      body: 'canary',
    });
    await (await desk.get('/v1/contact/stream', bearer(token))).body?.cancel();
    await desk.get('/metrics', bearer('canary-token'));
    await desk.post('/v1/callbacks', { ...body, note: 'canary-other-note' }, idempotency);
    await desk.post('/v1/callbacks', '{"phone":"13912344321', freshKey());
    await desk.post('/v1/callbacks', { ...body, 'canary-field': 1 }, freshKey());
    await desk.store.close();
    await desk.post('/v1/callbacks', body, freshKey());
    await desk.get('/ready');

    const text = lines.join('');
    const secrets = [
      'canary',
      '13912344321',
      '12344321',
      token,
      token.split('.')[2] ?? '',
      created.key,
      created.passphrase,
      idempotency['Idempotency-Key'],
    ];
    for (const secret of secrets) assert.ok(!text.includes(secret), secret);
    assert.equal(lines.filter((line) => line.includes('"msg":"request"')).length, 17);
  });

  it('describes an error by type, code and place, without its message', async (t) => {
    const { lines, log } = keptLog();
    const { store } = await startDesk(t);
    const create = (): Promise<never> =>
      Promise.reject(
        Object.assign(new TypeError('canary 13912344321\n    at canary'), { code: 'ODD' }),
      );
    const failing = { ...store, tickets: { ...store.tickets, create } };
    const desk = await startDesk(t, { log, store: failing });
    assert.equal((await desk.post('/v1/callbacks', CALLBACK, freshKey())).status, 500);
    const line = lines.find((candidate) => candidate.includes('request failed')) ?? '';
    const { err } = JSON.parse(line) as { err: { type: string; code: string; at: string[] } };
    assert.deepEqual([err.type, err.code], ['TypeError', 'ODD']);
    assert.ok(err.at.some((frame) => frame.includes('log.test.ts')));
    assert.ok(!line.includes('13912344321') && !line.includes('canary'));
  });

  it('redacts private fields at every depth', () => {
    const { lines, log } = keptLog();
    log.info(
      {
        phone: 'canary',
        ticket: { note: 'canary', orderNumber: 'canary' },
        request: { headers: { authorization: 'canary' } },
      },
      'odd',
    );
    assert.equal(lines.length, 1);
    assert.ok(!lines.join('').includes('canary'));
    assert.equal(lines.join('').match(/\[redacted\]/g)?.length, 4);
  });

  it('has one line for each request, with route, status, duration and request id', async (t) => {
    const { lines, log } = keptLog();
    const desk = await startDesk(t, { log });
    const answer = await desk.get('/v1/tickets/261123000017');
    await desk.get('/nothing/here');
    const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const { requestId, method, route, status, ms } = first ?? {};
    assert.deepEqual(
      { requestId, method, route, status, ms },
      {
        requestId: answer.headers.get('x-request-id'),
        method: 'GET',
        route: '/v1/tickets/:number',
        status: 404,
        ms: 0,
      },
    );
    assert.equal(second?.status, 404);
    assert.ok(!JSON.stringify(second).includes('nothing'));
  });

  it('has POST /beat only at level debug, unless it was refused', async (t) => {
    const { lines, log } = keptLog();
    const desk = await startDesk(t, { log });
    const mei = await newBrowser(desk, 'mei');
    lines.length = 0;
    await mei.send('POST', '/beat');
    await ask(desk, '/beat', { method: 'POST' });
    const told = lines.map(
      (line) => JSON.parse(line) as { level: number; route: string; status: number },
    );
    assert.deepEqual(
      told.map(({ level, route, status }) => [log.levels.labels[level], route, status]),
      [
        ['debug', '/console/api/beat', 204],
        ['info', '/console/api/beat', 401],
      ],
    );
  });
});

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import {
  BriefCallSchema,
  BriefCodeSchema,
  type BriefCode,
} from '../../../../src/contract/brief-code.ts';
import { ProblemSchema } from '../../../../src/contract/problem.ts';
import type { Ticket } from '../../../../src/contract/ticket.ts';
import type { CallAnswer } from '../../../wire/call.ts';
import { newBrowser, type Browser } from '../../support/console.ts';
import { bearer, DAY, memberToken, NOW, startDesk, type Desk } from '../../support/fixture.ts';

const codeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  v.parse(ProblemSchema, await answer.json()).code,
];

describe('POST /v1/briefs', () => {
  it('keeps a brief for a day under six digits, with its member and line', async (t) => {
    const desk = await startDesk(t);
    const body = {
      topic: 'refund',
      order: 'DJ20261123',
      occurredAt: '2026-11-23T01:30:00Z',
      note: '未到账',
    };
    const answer = await desk.post('/v1/briefs', body, bearer(await memberToken('diamond')));
    assert.equal(answer.status, 201);
    const { code, expiresAt } = v.parse(
      v.strictObject(BriefCodeSchema.entries),
      await answer.json(),
    );
    assert.equal(expiresAt, new Date(NOW + DAY).toISOString());
    assert.deepEqual(await desk.store.briefs.find(code, NOW + DAY - 1), {
      createdAt: NOW,
      member: 'member-1',
      tier: 'diamond',
      line: 'diamond',
      body,
      ticket: null,
    });
    assert.equal(await desk.store.briefs.find(code, NOW + DAY), undefined);
  });

  it('keeps card codes and passwords masked', async (t) => {
    const desk = await startDesk(t);
    const body = { order: '激活码 A1B2C3D4E5F6G7H8', note: '密码是 hunter22' };
    const { code } = v.parse(BriefCodeSchema, await (await desk.post('/v1/briefs', body)).json());
    assert.deepEqual((await desk.store.briefs.find(code, NOW))?.body, {
      order: '激活码 ****G7H8',
      note: '密码是 ****',
    });
  });

  it('accepts a brief of a guest for the public line', async (t) => {
    const desk = await startDesk(t);
    const { code } = v.parse(
      BriefCodeSchema,
      await (await desk.post('/v1/briefs', { note: 'x' }, bearer('rubbish'))).json(),
    );
    assert.deepEqual(await desk.store.briefs.find(code, NOW), {
      createdAt: NOW,
      member: null,
      tier: null,
      line: 'public',
      body: { note: 'x' },
      ticket: null,
    });
  });

  it('draws a code again when it is in use, and is unavailable after ten tries', async (t) => {
    let draws = 0;
    const desk = await startDesk(t, {
      random: (count) =>
        count === 3 && ++draws <= 2 ? new Uint8Array(count).fill(1) : randomBytes(count),
    });
    const codes = await Promise.all(
      [1, 2].map(
        async () => v.parse(BriefCodeSchema, await (await desk.post('/v1/briefs', {})).json()).code,
      ),
    );
    assert.equal(new Set(codes).size, 2);

    const stuck = await startDesk(t, { random: (count) => new Uint8Array(count).fill(1) });
    assert.equal((await stuck.post('/v1/briefs', {})).status, 201);
    const refused = await stuck.post('/v1/briefs', {});
    assert.equal(refused.headers.get('retry-after'), '60');
    assert.deepEqual(await codeOf(refused), [503, 'unavailable']);
  });

  it('refuses an invalid brief', async (t) => {
    const desk = await startDesk(t);
    assert.deepEqual(await codeOf(await desk.post('/v1/briefs', { topic: 'nothing' })), [
      422,
      'unknown-topic',
    ]);
    assert.deepEqual(await codeOf(await desk.post('/v1/briefs', { occurredAt: 'yesterday' })), [
      400,
      'invalid-body',
    ]);
    assert.deepEqual(await codeOf(await desk.post('/v1/briefs', { phone: '13800138000' })), [
      400,
      'invalid-body',
    ]);
    assert.deepEqual(await codeOf(await desk.post('/v1/briefs', '{')), [400, 'invalid-body']);
    assert.deepEqual(
      await codeOf(await desk.post('/v1/briefs', {}, { 'Content-Type': 'text/plain' })),
      [415, 'unsupported-media-type'],
    );
  });

  it('is limited per address and hour, apart from callbacks, and mistakes do not count', async (t) => {
    const desk = await startDesk(t, { desk: { limits: { perAddressPerHour: 1 } } });
    for (let mistake = 0; mistake < 30; mistake++)
      assert.equal((await desk.post('/v1/briefs', { topic: 'nothing' })).status, 422);
    assert.equal((await desk.post('/v1/briefs', {})).status, 201);
    const refused = await desk.post('/v1/briefs', {});
    assert.equal(refused.headers.get('retry-after'), '3600');
    assert.deepEqual(await codeOf(refused), [429, 'too-many-requests']);
    assert.equal((await desk.post('/v1/briefs', {}, {}, '192.0.2.2')).status, 201);
    assert.deepEqual(await codeOf(await desk.post('/v1/callbacks', {})), [
      400,
      'idempotency-key-missing',
    ]);
  });
});

describe('GET /v1/briefs', () => {
  const post = async (desk: Desk, body: object = {}): Promise<BriefCode> =>
    v.parse(BriefCodeSchema, await (await desk.post('/v1/briefs', body)).json());
  const follow = (desk: Desk, key: string): Promise<Response> =>
    desk.get('/v1/briefs', bearer(key));
  const ticketOf = async (desk: Desk, key: string) =>
    v.parse(v.strictObject(BriefCallSchema.entries), await (await follow(desk, key)).json()).ticket;
  const open = async (agent: Browser, caller: string, seen: string[] = []) =>
    agent.json<CallAnswer>('POST', '/calls', {
      id: `call-${caller}-${seen.length}-1234567`,
      caller,
      seen,
    });

  it('answers the device that took the code with the ticket that an agent opened from it', async (t) => {
    const desk = await startDesk(t);
    const { code, key } = await post(desk, { topic: 'refund' });
    assert.equal(await ticketOf(desk, key), undefined);
    const mei = await newBrowser(desk, 'mei');
    const answer = await open(mei, code);
    assert.ok('ticket' in answer);
    const { number } = answer.ticket.row;
    const ticket = await ticketOf(desk, key);
    assert.deepEqual(
      [ticket?.number, ticket?.origin, ticket?.status, ticket?.phone],
      [number, 'call', 'calling', ''],
    );
    const read = await desk.get(`/v1/tickets/${number}`, bearer(key));
    assert.equal(((await read.json()) as Ticket).number, number);
    await mei.json('POST', `/tickets/${number}/result`, { result: 'solved' });
    const rated = await desk.post(`/v1/tickets/${number}/feedback`, { rating: 5 }, bearer(key));
    assert.equal(rated.status, 200);
  });

  it('opens nothing to the code, to another key, or to nobody', async (t) => {
    const desk = await startDesk(t);
    const [{ code }, other] = [await post(desk), await post(desk)];
    const mei = await newBrowser(desk, 'mei');
    const answer = await open(mei, code);
    assert.ok('ticket' in answer);
    const { number } = answer.ticket.row;
    assert.equal(await ticketOf(desk, other.key), undefined);
    assert.deepEqual(await codeOf(await follow(desk, code)), [404, 'not-found']);
    assert.deepEqual(await codeOf(await desk.get('/v1/briefs')), [404, 'not-found']);
    for (const wrong of [code, other.key, ''])
      assert.equal((await desk.get(`/v1/tickets/${number}`, bearer(wrong))).status, 404);
  });

  it('is kept by no cache, finds nothing after a day, and nothing once the data is erased', async (t) => {
    const desk = await startDesk(t);
    const { code, key } = await post(desk);
    const answer = await follow(desk, key);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const mei = await newBrowser(desk, 'mei');
    const opened = await open(mei, code);
    assert.ok('ticket' in opened);
    const { number } = opened.ticket.row;
    await mei.json('POST', `/tickets/${number}/result`, { result: 'solved' });
    assert.equal((await desk.post(`/v1/tickets/${number}/erase`, {}, bearer(key))).status, 204);
    assert.deepEqual(await codeOf(await follow(desk, key)), [404, 'not-found']);
    const late = await post(desk);
    desk.clock.now += DAY;
    assert.deepEqual(await codeOf(await follow(desk, late.key)), [404, 'not-found']);
  });

  it('leads on to the same ticket when the code is read out again after its end', async (t) => {
    const desk = await startDesk(t);
    const { code, key } = await post(desk);
    const mei = await newBrowser(desk, 'mei');
    const first = await open(mei, code);
    assert.ok('ticket' in first);
    const { number } = first.ticket.row;
    await mei.json('POST', `/tickets/${number}/result`, { result: 'solved' });
    const li = await newBrowser(desk, 'li');
    const again = await open(li, code);
    assert.deepEqual('offered' in again && again.offered.map((row) => row.number), [number]);
    await li.json('POST', `/tickets/${number}/answer`);
    const ticket = await ticketOf(desk, key);
    assert.deepEqual([ticket?.number, ticket?.status], [number, 'calling']);
  });
});

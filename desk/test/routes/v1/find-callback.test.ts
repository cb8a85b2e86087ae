import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { ProblemSchema } from '../../../../src/contract/problem.ts';
import { CreatedTicketSchema, type CreatedTicket } from '../../../../src/contract/ticket.ts';
import { bearer, CALLBACK, DAY, NOW, query, startDesk, type Desk } from '../../support/fixture.ts';

const KEY = { 'Idempotency-Key': '0123456789abcdef012345' };

const post = async (desk: Desk, headers: Record<string, string> = KEY): Promise<CreatedTicket> => {
  const answer = await desk.post('/v1/callbacks', CALLBACK, headers);
  return v.parse(CreatedTicketSchema, await answer.json());
};
const codeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  v.parse(ProblemSchema, await answer.json()).code,
];

describe('GET /v1/callbacks', () => {
  it('answers the ticket that a key made, as it is now, with the key to follow it', async (t) => {
    const desk = await startDesk(t);
    const { number, key } = await post(desk);
    await desk.post(`/v1/tickets/${number}/cancel`, '', bearer(key));
    const answer = await desk.get('/v1/callbacks', KEY);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const found = v.parse(CreatedTicketSchema, await answer.json());
    assert.deepEqual([found.number, found.key, found.status], [number, key, 'cancelled']);
  });

  it('stores nothing, and leaves an unknown key free', async (t) => {
    const desk = await startDesk(t);
    assert.deepEqual(await codeOf(await desk.get('/v1/callbacks', KEY)), [404, 'not-found']);
    assert.deepEqual(
      await query(
        desk.url,
        'select (select count(*) from ticket) as tickets, (select count(*) from idempotency) as keys',
      ),
      [{ tickets: 0, keys: 0 }],
    );
    assert.equal((await desk.post('/v1/callbacks', CALLBACK, KEY)).status, 201);
  });

  it('forgets a key after 24 hours', async (t) => {
    const desk = await startDesk(t);
    await post(desk);
    desk.clock.now = NOW + DAY - 1;
    assert.equal((await desk.get('/v1/callbacks', KEY)).status, 200);
    desk.clock.now = NOW + DAY;
    assert.equal((await desk.get('/v1/callbacks', KEY)).status, 404);
  });

  it('does not find an erased ticket', async (t) => {
    const desk = await startDesk(t);
    const { number, key } = await post(desk);
    assert.equal((await desk.post(`/v1/tickets/${number}/erase`, '', bearer(key))).status, 204);
    assert.deepEqual(await codeOf(await desk.get('/v1/callbacks', KEY)), [404, 'not-found']);
  });

  for (const [what, key] of [
    ['no key', undefined],
    ['a key that could be guessed', 'order-1'],
    ['a key of 21 characters', 'k'.repeat(21)],
    ['a key of 201 characters', 'k'.repeat(201)],
  ] as const) {
    it(`refuses ${what}`, async (t) => {
      const desk = await startDesk(t);
      const headers = key === undefined ? {} : { 'Idempotency-Key': key };
      if (key !== undefined) await desk.post('/v1/callbacks', CALLBACK, headers);
      assert.deepEqual(await codeOf(await desk.get('/v1/callbacks', headers)), [
        400,
        'idempotency-key-missing',
      ]);
    });
  }
});

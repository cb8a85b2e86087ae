import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { ProblemSchema } from '../../src/contract/problem.ts';
import { TicketSchema } from '../../src/contract/ticket.ts';
import { TICKET_STATUSES } from '../../src/contract/ticket-status.ts';
import { formatTicketNumber } from '../../src/core/ticket-number.ts';
import { bearer, createdTicket, MINUTE, NOW, query, shopInput, startDesk } from './fixture.ts';

test('a ticket is shown to whoever holds its key, without the key', async (t) => {
  const desk = await startDesk(t);
  const { key, ...created } = await createdTicket(desk);
  const answer = await desk.get(`/v1/tickets/${created.number}`, bearer(key));
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  const text = await answer.text();
  assert.ok(!text.includes(key));
  assert.deepEqual(v.parse(v.strictObject(TicketSchema.entries), JSON.parse(text)), created);
});

test('the number may be written as people write it', async (t) => {
  const desk = await startDesk(t);
  const { key, number } = await createdTicket(desk);
  for (const written of [formatTicketNumber(number), `${number.slice(0, 6)} ${number.slice(6)}`]) {
    assert.equal((await desk.get(`/v1/tickets/${encodeURIComponent(written)}`, bearer(key))).status, 200, written);
  }
});

test('a wrong key cannot be told from a ticket that does not exist', async (t) => {
  const desk = await startDesk(t);
  const { key, number } = await createdTicket(desk);
  const other = await createdTicket(desk);
  const unknown = await (await desk.get('/v1/tickets/261123000017', bearer(key))).text();
  assert.equal(v.parse(ProblemSchema, JSON.parse(unknown)).code, 'not-found');
  const attempts: [string, Record<string, string>][] = [
    [number, {}],
    [number, bearer(other.key)],
    [number, bearer(key.slice(0, -1))],
    [number, bearer(`${key}A`)],
    [number, { Authorization: key }],
    [number, { Authorization: 'Bearer ' }],
    [`${number}0`, bearer(key)],
    ['constructor', bearer(key)],
  ];
  for (const [written, headers] of attempts) {
    for (const answer of [await desk.get(`/v1/tickets/${written}`, headers), await desk.post(`/v1/tickets/${written}/cancel`, '', headers)]) {
      assert.deepEqual([answer.status, await answer.text()], [404, unknown], `${written} ${JSON.stringify(headers)}`);
    }
  }
  assert.deepEqual(await query(desk.url, "select count(*) as n from ticket where status = 'waiting'"), [{ n: 2 }]);
});

test('whoever asks again is told when nothing has changed', async (t) => {
  const desk = await startDesk(t);
  const { key, number } = await createdTicket(desk);
  const tag = (await desk.get(`/v1/tickets/${number}`, bearer(key))).headers.get('etag') ?? '';
  desk.clock.now += MINUTE;
  const same = await desk.get(`/v1/tickets/${number}`, { ...bearer(key), 'If-None-Match': `"other", ${tag}` });
  assert.deepEqual([same.status, await same.text(), same.headers.get('etag')], [304, '', tag]);
  await query(desk.url, "update ticket set status = 'calling'");
  assert.equal((await desk.get(`/v1/tickets/${number}`, { ...bearer(key), 'If-None-Match': tag })).status, 200);
});

test('a member cancels once, and again without effect', async (t) => {
  const desk = await startDesk(t);
  const { key, number } = await createdTicket(desk);
  desk.clock.now += MINUTE;
  const answer = await desk.post(`/v1/tickets/${number}/cancel`, '', bearer(key));
  const ticket = v.parse(TicketSchema, await answer.json());
  assert.deepEqual([answer.status, ticket.status, ticket.may], [200, 'cancelled', { cancel: false }]);
  desk.clock.now += MINUTE;
  const again = await desk.post(`/v1/tickets/${number}/cancel`, '', bearer(key));
  assert.equal(again.status, 200);
  assert.deepEqual(v.parse(TicketSchema, await again.json()).timeline, [
    { at: new Date(NOW).toISOString(), status: 'waiting' },
    { at: new Date(NOW + MINUTE).toISOString(), status: 'cancelled' },
  ]);
});

test('twenty cancellations at once are one', async (t) => {
  const desk = await startDesk(t);
  const { key, number } = await createdTicket(desk);
  const answers = await Promise.all(Array.from({ length: 20 }, () => desk.post(`/v1/tickets/${number}/cancel`, '', bearer(key))));
  assert.ok(answers.every(({ status }) => status === 200));
  assert.deepEqual(await query(desk.url, 'select seq, status, actor from ticket_event order by seq'), [
    { seq: 1, status: 'waiting', actor: 'member' },
    { seq: 2, status: 'cancelled', actor: 'member' },
  ]);
});

test('what `may.cancel` says holds in every status', async (t) => {
  const desk = await startDesk(t);
  const { key, number } = await createdTicket(desk);
  const expected = { waiting: 200, claimed: 200, calling: 409, unreached: 200, solved: 409, closed: 409, cancelled: 200 };
  for (const status of TICKET_STATUSES) {
    await query(desk.url, `update ticket set status = '${status}'`);
    const { may } = v.parse(TicketSchema, await (await desk.get(`/v1/tickets/${number}`, bearer(key))).json());
    assert.equal(may.cancel, expected[status] === 200 && status !== 'cancelled', status);
    const answer = await desk.post(`/v1/tickets/${number}/cancel`, '', bearer(key));
    assert.equal(answer.status, expected[status], status);
    if (answer.status === 409) assert.equal(v.parse(ProblemSchema, await answer.json()).code, 'not-cancellable');
  }
});

test('a ticket and its key stay valid when the desk starts again', async (t) => {
  const before = await startDesk(t);
  const { key, number, passphrase } = await createdTicket(before);
  await before.store.close();
  const after = await startDesk(t, { url: before.url, secret: new Uint8Array(32).fill(1) });
  const answer = await after.get(`/v1/tickets/${number}`, bearer(key));
  assert.equal(v.parse(TicketSchema, await answer.json()).passphrase, passphrase);
});

test('a ticket stays readable when its line and topic have left the config', async (t) => {
  const desk = await startDesk(t);
  const { key, number } = await createdTicket(desk, { topic: 'refund' });
  await query(desk.url, "update ticket set line = 'former'");
  const after = await startDesk(t, { url: desk.url, shop: { ...shopInput, topics: [] } });
  const ticket = v.parse(TicketSchema, await (await after.get(`/v1/tickets/${number}`, bearer(key))).json());
  assert.deepEqual([ticket.line, ticket.callsFrom, ticket.topic], [{ label: '星河卡盟', timeZone: 'Asia/Shanghai' }, [], undefined]);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CreatedTicket, Ticket } from '../../../../src/contract/ticket.ts';
import type { AuditView } from '../../../wire/audit.ts';
import type { QueueView } from '../../../wire/queue.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import { newBrowser } from '../../support/console.ts';
import {
  bearer,
  createdTicket,
  DAY,
  memberToken,
  MINUTE,
  query,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';

const report = (
  desk: Desk,
  { number, key }: Pick<CreatedTicket, 'number' | 'key'>,
  body: object = {},
  address?: string,
): Promise<Response> => desk.post(`/v1/tickets/${number}/report`, body, bearer(key), address);
const ticketOf = async (answer: Response): Promise<Ticket> => (await answer.json()) as Ticket;
const follow = async (desk: Desk, { number, key }: CreatedTicket): Promise<Ticket> =>
  ticketOf(await desk.get(`/v1/tickets/${number}`, bearer(key)));

describe('the ticket of a member who is being called', () => {
  it('says since when, from which numbers and with which passphrase, until the result', async (t) => {
    const desk = await startDesk(t);
    const created = await createdTicket(desk, { topic: 'refund' });
    const mei = await newBrowser(desk, 'mei');
    await mei.json('POST', `/tickets/${created.number}/claim`);
    assert.equal((await follow(desk, created)).calledAt, undefined);
    desk.clock.now += MINUTE;
    await mei.json('POST', `/tickets/${created.number}/call`);
    const { status, calledAt, callsFrom, topic, passphrase } = await follow(desk, created);
    assert.deepEqual(
      [status, Date.parse(calledAt ?? ''), callsFrom, topic, passphrase],
      ['calling', desk.clock.now, ['400-100-0001'], '退款', created.passphrase],
    );
    await mei.json('POST', `/tickets/${created.number}/result`, { result: 'solved' });
    assert.equal((await follow(desk, created)).calledAt, undefined);
  });

  it('says it once when the agent presses twice, and again when they dial again later', async (t) => {
    const desk = await startDesk(t);
    const created = await createdTicket(desk);
    const [mei, wang] = [await newBrowser(desk, 'mei'), await newBrowser(desk, 'wang')];
    const begun = desk.clock.now;
    await mei.json('POST', `/tickets/${created.number}/claim`);
    const calls = async (): Promise<number[]> =>
      (await follow(desk, created)).timeline
        .filter(({ status }) => status === 'calling')
        .map(({ at }) => Date.parse(at));
    await Promise.all([1, 2].map(() => mei.json('POST', `/tickets/${created.number}/call`)));
    desk.clock.now += 2 * MINUTE;
    const again = await mei.json<TicketView>('POST', `/tickets/${created.number}/call`);
    assert.deepEqual(await calls(), [begun]);
    assert.equal(again.may.call, false);
    const other = await wang.send('POST', `/tickets/${created.number}/call`);
    assert.equal(other.status, 409);
    desk.clock.now += 2 * MINUTE;
    await mei.json('POST', `/tickets/${created.number}/call`);
    assert.deepEqual(await calls(), [begun, desk.clock.now]);
    assert.equal(Date.parse((await follow(desk, created)).calledAt ?? ''), desk.clock.now);
    // The call has lasted since it was begun.
    const view = await mei.json<TicketView>('GET', `/tickets/${created.number}`);
    assert.equal(view.callStartedAt, begun);
  });

  it('says nothing of a call to a member who has called in', async (t) => {
    const desk = await startDesk(t);
    const created = await createdTicket(desk);
    const mei = await newBrowser(desk, 'mei');
    await mei.json('POST', `/tickets/${created.number}/answer`);
    const { status, calledAt } = await follow(desk, created);
    assert.deepEqual([status, calledAt], ['calling', undefined]);
  });
});

describe('POST /v1/tickets/{number}/report', () => {
  it('keeps one report of a call, with the number that follows, and changes nothing else', async (t) => {
    const desk = await startDesk(t);
    const created = await createdTicket(desk);
    const first = await ticketOf(await report(desk, created));
    assert.deepEqual(
      [Date.parse(first.report?.at ?? ''), first.report?.ours, first.status, first.dueAt],
      [desk.clock.now, undefined, 'waiting', created.dueAt],
    );
    const begun = desk.clock.now;
    desk.clock.now += MINUTE;
    const second = await ticketOf(await report(desk, created, { number: '00 1 (415) 555-0100' }));
    assert.equal(second.report?.ours, false);
    await report(desk, created, { number: '+1 415 555 0100' });
    await report(desk, created);
    const mei = await newBrowser(desk, 'mei');
    const view = await mei.json<TicketView>('GET', `/tickets/${created.number}`);
    assert.deepEqual(view.reports, [{ at: begun, number: '+1 415 555 0100', ours: false }]);
    assert.equal(view.timeline.filter(({ kind }) => kind === 'reported').length, 1);
    assert.equal((await follow(desk, created)).timeline.at(-1)?.kind, 'reported');
    // A call of a quarter of an hour later is another one.
    desk.clock.now += 20 * MINUTE;
    await report(desk, created);
    assert.equal((await follow(desk, created)).timeline.length, 3);
  });

  it('says whether the number is one of the shop, and takes what is no number in China', async (t) => {
    const desk = await startDesk(t);
    const created = await createdTicket(desk);
    for (const [number, ours] of [
      ['400 300 0003', true],
      ['+86 571 8888 0003', true],
      ['170 0000 1111', false],
      ['+000 123', false],
    ] as const) {
      const answer = await report(desk, created, { number });
      assert.deepEqual([answer.status, (await ticketOf(answer)).report?.ours], [200, ours], number);
    }
    for (const number of ['未知号码', '1'.repeat(30)]) {
      const answer = await report(desk, created, { number });
      const text = await answer.text();
      assert.equal(answer.status, 400);
      assert.match(text, /"pointer":"\/number"/);
      assert.ok(!text.includes(number));
    }
  });

  it('shows agents a mark in the queue, supervisors the audit, and receivers the event', async (t) => {
    const told: string[] = [];
    const desk = await startDesk(t, { announce: (type) => (told.push(type), []) });
    const created = await createdTicket(desk);
    await createdTicket(desk);
    await report(desk, created, { number: '17000001111' });
    await report(desk, created, { number: '17000001111' });
    const lead = await newBrowser(desk, 'lead', 'supervisor');
    const { rows } = await lead.json<QueueView>('GET', '/queue');
    assert.deepEqual(
      rows.filter(({ reported }) => reported).map(({ number }) => number),
      [created.number],
    );
    const audit = await lead.json<AuditView>('GET', `/audit?ticket=${created.number}`);
    const entries = audit.entries.filter(({ action }) => action === 'ticket.reported');
    assert.deepEqual(
      entries.map(({ actor, detail }) => [actor, detail]),
      [['member', null]],
    );
    assert.equal(told.filter((type) => type === 'call.reported').length, 1);
  });

  it('is for the key of the ticket and for its member, and for nobody else', async (t) => {
    const desk = await startDesk(t);
    const mine = bearer(await memberToken('vip'));
    const created = await createdTicket(desk, {}, mine);
    const other = bearer(await memberToken('vip', { claims: { sub: 'other' } }));
    const path = `/v1/tickets/${created.number}/report`;
    assert.equal((await desk.post(path, {}, mine)).status, 200);
    assert.equal((await desk.post(path, {}, other)).status, 404);
    assert.equal((await desk.post(path, {})).status, 404);
    assert.equal((await desk.post(path, { number: '17000001111', more: 1 }, mine)).status, 400);
  });

  it('is possible for 30 days after the end, and not with an erased ticket', async (t) => {
    const desk = await startDesk(t);
    const created = await createdTicket(desk);
    await desk.post(`/v1/tickets/${created.number}/cancel`, {}, bearer(created.key));
    assert.equal((await follow(desk, created)).may.report, true);
    assert.equal((await report(desk, created)).status, 200);
    desk.clock.now += 31 * DAY;
    const late = await report(desk, created);
    assert.deepEqual(
      [late.status, ((await late.json()) as { code: string }).code],
      [409, 'not-reportable'],
    );
    assert.equal((await follow(desk, created)).may.report, false);
  });

  it('is erased with the ticket', async (t) => {
    const desk = await startDesk(t);
    const created = await createdTicket(desk);
    await report(desk, created, { number: '17000001111' });
    const kept = () => query(desk.url, 'select number from call_report');
    assert.equal((await kept()).length, 1);
    await desk.post(`/v1/tickets/${created.number}/erase`, {}, bearer(created.key));
    assert.deepEqual(await kept(), []);
    assert.equal((await report(desk, created)).status, 404);
  });

  it('stays visible in the ticket into which the reported one was merged', async (t) => {
    const desk = await startDesk(t);
    const phone = '13912344321';
    const one = await createdTicket(desk, { phone });
    const into = await createdTicket(desk, { phone, topic: 'refund' });
    await report(desk, one, { number: '17000001111' });
    const mei = await newBrowser(desk, 'mei');
    await mei.json('POST', `/tickets/${into.number}/claim`);
    const view = await mei.json<TicketView>('POST', `/tickets/${into.number}/merge`, {
      numbers: [one.number],
    });
    assert.deepEqual(
      [view.reports.map(({ number }) => number), view.row.reported],
      [['170 0000 1111'], true],
    );
  });

  it('takes ten reports with one ticket in an hour, and twenty of one address', async (t) => {
    const desk = await startDesk(t);
    const [one, other] = [await createdTicket(desk), await createdTicket(desk)];
    for (let call = 0; call < 10; call++)
      assert.equal((await report(desk, one, {}, `192.0.2.${100 + call}`)).status, 200);
    const refused = await report(desk, one, {}, '192.0.2.200');
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('Retry-After')) > 0);
    const statuses = [];
    for (let call = 0; call < 21; call++)
      statuses.push((await report(desk, call < 10 ? other : one, {}, '192.0.2.201')).status);
    assert.deepEqual([statuses[9], statuses[10], statuses[20]], [200, 429, 429]);
    desk.clock.now += 61 * MINUTE;
    assert.equal((await report(desk, one, {}, '192.0.2.202')).status, 200);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BriefCode } from '../../../../src/contract/brief-code.ts';
import type { Ticket } from '../../../../src/contract/ticket.ts';
import type { CallAnswer, NewCall } from '../../../wire/call.ts';
import type { FindView } from '../../../wire/find.ts';
import type { QueueView } from '../../../wire/queue.ts';
import type { TeamView } from '../../../wire/team.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import type { WallView } from '../../../wire/wall.ts';
import { CLAIM_MS } from '../../../src/domain/agent.ts';
import { lapseClaims } from '../../../src/jobs/watch-queue.ts';
import { fixedConfig } from '../../../src/config/live-config.ts';
import { checkDeskConfig } from '../../../src/config/desk-config.ts';
import { createLog } from '../../../src/log.ts';
import { codeOf, newBrowser, type Browser } from '../../support/console.ts';
import {
  bearer,
  checkedShop,
  createdTicket,
  DAY,
  deskInput,
  memberToken,
  MINUTE,
  NOW,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';

const PHONE = '13912344321';

let calls = 0;
const freshCall = (more: Partial<NewCall> = {}): NewCall => ({
  id: `call-${String(++calls).padStart(16, '0')}`,
  ...more,
});
const ask = (agent: Browser, more: Partial<NewCall> = {}): Promise<CallAnswer> =>
  agent.json<CallAnswer>('POST', '/calls', freshCall(more));

async function opened(agent: Browser, more: Partial<NewCall> = {}): Promise<TicketView> {
  const answer = await ask(agent, more);
  assert.ok('ticket' in answer, JSON.stringify(answer));
  return answer.ticket;
}
async function offered(agent: Browser, more: Partial<NewCall> = {}): Promise<string[]> {
  const answer = await ask(agent, more);
  assert.ok('offered' in answer, 'a ticket was opened');
  return answer.offered.map(({ number }) => number);
}
const result = (agent: Browser, number: string, body: object): Promise<TicketView> =>
  agent.json('POST', `/tickets/${number}/result`, body);

const BRIEF = { topic: 'refund', order: 'DJ1', note: '点卡没到' };
async function briefCode(
  desk: Desk,
  headers: Record<string, string> = {},
  body: object = BRIEF,
): Promise<string> {
  const answer = await desk.post('/v1/briefs', body, headers);
  return ((await answer.json()) as BriefCode).code;
}

async function lapse(desk: Desk): Promise<void> {
  const config = fixedConfig({ shop: checkedShop(), desk: await checkDeskConfig(deskInput, {}) });
  const { store, clock } = desk;
  await lapseClaims(
    { store, clock: () => clock.now, config, log: createLog('silent') },
    new AbortController().signal,
  );
}

describe('a call that comes in', () => {
  it('gets a ticket that the agent holds, without a promise and without a place in the queue', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const ticket = await opened(mei);
    assert.deepEqual(
      [
        ticket.row.origin,
        ticket.row.status,
        ticket.row.claimedBy,
        ticket.row.dueAt,
        ticket.row.line,
        ticket.phone,
        ticket.incoming,
      ],
      ['call', 'calling', mei.agent.id, null, 'public', '', true],
    );
    assert.deepEqual(ticket.timeline, [
      { at: NOW, status: 'calling', kind: 'called-in', actor: 'agent', agent: mei.agent.id },
    ]);
    const li = await newBrowser(desk, 'li');
    const next = await li.send('POST', '/next');
    assert.equal(await codeOf(next), 'nothing-waits');
    const { now, promise, calls: came } = await li.json<WallView>('GET', '/wall');
    assert.deepEqual([now.waiting, now.later, promise, came], [0, 0, { kept: 0, broken: 0 }, 1]);
  });

  it('is filled in from the code of the brief, of a member on the line of their tier', async (t) => {
    const desk = await startDesk(t);
    const token = await memberToken('diamond');
    const earlier = await createdTicket(desk, {}, bearer(token));
    const mei = await newBrowser(desk, 'mei');
    await mei.json('POST', `/tickets/${earlier.number}/claim`);
    await result(mei, earlier.number, { result: 'solved' });
    const code = await briefCode(desk, bearer(token));
    const ticket = await opened(mei, { caller: `${code.slice(0, 3)} ${code.slice(3)}` });
    assert.deepEqual(
      [ticket.member, ticket.row.tier, ticket.row.line, ticket.row.topic],
      ['member-1', 'diamond', 'diamond', 'refund'],
    );
    assert.deepEqual([ticket.orderNumber, ticket.note], ['DJ1', '点卡没到']);
    assert.deepEqual(
      ticket.earlier.map(({ number }) => number),
      [earlier.number],
    );
    const { brief } = await mei.json<FindView>('GET', `/find?q=${code}`);
    assert.equal(brief?.ticket, ticket.row.number);
  });

  it('by a phone number is of the member who left that number, and keeps it', async (t) => {
    const desk = await startDesk(t);
    const { number } = await createdTicket(
      desk,
      { phone: PHONE },
      bearer(await memberToken('vip')),
    );
    const mei = await newBrowser(desk, 'mei');
    await mei.json('POST', `/tickets/${number}/claim`);
    await result(mei, number, { result: 'solved' });
    const ticket = await opened(mei, { caller: '139 1234 4321' });
    assert.deepEqual(
      [ticket.member, ticket.row.tier, ticket.row.line, ticket.phone],
      ['member-1', 'vip', 'vip', '139 1234 4321'],
    );
  });

  it('by an order number is of nobody: others may know it', async (t) => {
    const desk = await startDesk(t);
    const { number } = await createdTicket(
      desk,
      { order: 'DJ7' },
      bearer(await memberToken('vip')),
    );
    const mei = await newBrowser(desk, 'mei');
    const ticket = await opened(mei, { caller: 'dj7', seen: [number] });
    assert.deepEqual(
      [ticket.member, ticket.row.tier, ticket.row.line, ticket.orderNumber],
      [null, null, 'public', 'dj7'],
    );
    assert.deepEqual(
      ticket.others.map((other) => other.number),
      [number],
    );
  });

  it('by a member id is of that member', async (t) => {
    const desk = await startDesk(t);
    const { number } = await createdTicket(desk, {}, bearer(await memberToken('diamond')));
    const mei = await newBrowser(desk, 'mei');
    assert.deepEqual(await offered(mei, { caller: 'member-1' }), [number]);
    const ticket = await opened(mei, { caller: 'member-1', seen: [number] });
    assert.deepEqual(
      [ticket.member, ticket.row.line, ticket.orderNumber],
      ['member-1', 'diamond', null],
    );
  });

  it('is on the line that the agent names', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const wrong = await mei.send('POST', '/calls', freshCall({ line: 'gone' }));
    assert.equal(await codeOf(wrong), 'invalid-body');
    assert.equal((await opened(mei, { line: 'vip' })).row.line, 'vip');
  });

  it('with a code that does not exist is refused, and so is a ticket number', async (t) => {
    const desk = await startDesk(t);
    const code = await briefCode(desk);
    desk.clock.now += DAY;
    const li = await newBrowser(desk, 'li');
    const late = await li.send('POST', '/calls', freshCall({ caller: code }));
    assert.equal(await codeOf(late), 'unknown-code');
    const none = await li.send('POST', '/calls', freshCall({ caller: '261123000017' }));
    assert.equal(await codeOf(none), 'not-found');
  });

  it('pressed twice, or asked for again, is one ticket', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const call = freshCall({ caller: PHONE });
    const answers = await Promise.all([1, 2, 3].map(() => mei.send('POST', '/calls', call)));
    const numbers = await Promise.all(
      answers.map(
        async (answer) => ((await answer.json()) as { ticket: TicketView }).ticket.row.number,
      ),
    );
    assert.equal(new Set(numbers).size, 1);
    await result(mei, numbers[0]!, { result: 'solved' });
    const again = await mei.json<{ ticket: TicketView }>('POST', '/calls', call);
    assert.deepEqual([again.ticket.row.number, again.ticket.row.status], [numbers[0], 'solved']);
    assert.equal((await desk.store.tickets.search({ phoneTail: '4321' }, 9)).length, 1);
  });

  it('is refused to an agent who is on a call, also at the same moment', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const { number } = await createdTicket(desk);
    const { number: other } = await createdTicket(desk);
    for (const each of [number, other]) await mei.json('POST', `/tickets/${each}/claim`);
    const answers = await Promise.all([
      mei.send('POST', '/calls', freshCall()),
      mei.send('POST', '/calls', freshCall()),
      mei.send('POST', `/tickets/${number}/call`),
      mei.send('POST', `/tickets/${other}/answer`),
    ]);
    const refused = answers.filter(({ ok }) => !ok);
    assert.equal(refused.length, 3);
    for (const answer of refused) assert.equal(await codeOf(answer), 'on-a-call');
    assert.equal(await codeOf(await mei.send('POST', '/next')), 'on-a-call');
    const { rows } = await mei.json<QueueView>('GET', '/queue');
    assert.equal(rows.filter(({ status }) => status === 'calling').length, 1);
  });
});

describe('an open ticket of a caller', () => {
  it('is offered first by code, phone, order, member and number, and never told anew unseen', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const token = bearer(await memberToken('vip'));
    const { number } = await createdTicket(desk, { phone: PHONE, order: 'DJ1' }, token);
    const guest = await briefCode(desk);
    const own = await briefCode(desk, token, { topic: 'refund' });
    for (const caller of [guest, own, PHONE, 'dj1', 'member-1', number])
      assert.deepEqual(await offered(mei, { caller }), [number], caller);
    assert.equal((await mei.json<QueueView>('GET', '/queue')).rows.length, 1);
  });

  it('is offered again when it was opened after the agent looked', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const first = await createdTicket(desk, { phone: PHONE });
    assert.deepEqual(await offered(mei, { caller: PHONE }), [first.number]);
    desk.clock.now += 1;
    const second = await createdTicket(desk, { phone: PHONE });
    assert.deepEqual(await offered(mei, { caller: PHONE, seen: [first.number] }), [
      first.number,
      second.number,
    ]);
  });

  it('is the ticket of the first of two agents with one code', async (t) => {
    const desk = await startDesk(t);
    const agents = [await newBrowser(desk, 'mei'), await newBrowser(desk, 'li')];
    const code = await briefCode(desk, {}, { topic: 'refund' });
    const answers = await Promise.all(agents.map((agent) => ask(agent, { caller: code })));
    const [ticket] = answers.flatMap((answer) => ('ticket' in answer ? [answer.ticket] : []));
    const [rows] = answers.flatMap((answer) => ('offered' in answer ? [answer.offered] : []));
    assert.deepEqual(
      rows?.map(({ number, status }) => [number, status]),
      [[ticket?.row.number, 'calling']],
    );
  });

  it('is taken up in the midst of the call, before its time, and its promise is kept', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const { number } = await createdTicket(desk, { phone: PHONE });
    const ticket = await mei.json<TicketView>('POST', `/tickets/${number}/answer`);
    assert.deepEqual(
      [ticket.row.status, ticket.incoming, ticket.firstCallAt, ticket.row.origin],
      ['calling', true, NOW, 'callback'],
    );
    for (const wrong of ['not-reached', 'wrong-number'])
      assert.equal(
        await codeOf(await mei.send('POST', `/tickets/${number}/result`, { result: wrong })),
        'not-held',
      );
    desk.clock.now += 5 * MINUTE;
    await result(mei, number, { result: 'solved' });
    assert.equal((await desk.store.tickets.find(number))?.talkMs, 5 * MINUTE);
    desk.clock.now += DAY;
    const li = await newBrowser(desk, 'li');
    const { promise } = await li.json<WallView>('GET', '/wall?days=30');
    assert.deepEqual(promise, { kept: 1, broken: 0 });
  });

  it('that has ended is opened again when the caller names it, and tells the whole story', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const { number, key } = await createdTicket(desk, { phone: PHONE });
    await mei.json('POST', `/tickets/${number}/claim`);
    await result(mei, number, { result: 'solved' });
    assert.deepEqual(await offered(mei, { caller: number }), [number]);
    const ticket = await mei.json<TicketView>('POST', `/tickets/${number}/answer`);
    assert.deepEqual(
      [ticket.row.status, ticket.row.dueAt, ticket.outcome, ticket.closedAt],
      ['calling', null, null, null],
    );
    const seen = (await (await desk.get(`/v1/tickets/${number}`, bearer(key))).json()) as Ticket;
    assert.deepEqual(
      seen.timeline.map(({ status, kind }) => kind ?? status),
      ['waiting', 'claimed', 'solved', 'reopened', 'called-in'],
    );
  });
});

describe('after the call', () => {
  it('a follow-up is planned for a number, and only then there is a promise', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const { row } = await opened(mei);
    const at = NOW + 60 * MINUTE;
    const follow = (more: object = {}) =>
      mei.send('POST', `/tickets/${row.number}/result`, { result: 'follow-up', at, ...more });
    assert.equal(await codeOf(await follow()), 'no-number');
    assert.equal(await codeOf(await follow({ phone: '95588' })), 'phone-not-callable');
    const planned = (await (await follow({ phone: PHONE })).json()) as TicketView;
    assert.deepEqual(
      [planned.row.status, planned.row.notBefore, planned.row.dueAt, planned.row.phone],
      ['follow-up', at, at + 30 * MINUTE, '139****4321'],
    );
    desk.clock.now = at + DAY;
    const li = await newBrowser(desk, 'li');
    await li.json('POST', `/tickets/${row.number}/claim`);
    await li.json('POST', `/tickets/${row.number}/call`);
    await result(li, row.number, { result: 'solved' });
    const wall = await li.json<WallView>('GET', '/wall?days=30');
    assert.deepEqual(
      [wall.promise, wall.calls, wall.medianFirstCallMs, wall.outcomes.solved],
      [{ kept: 0, broken: 0 }, 1, null, 1],
    );
    assert.match(
      await (await li.send('GET', '/wall.csv?days=30')).text(),
      /,public,call,,.*,solved,/,
    );
  });

  it('what the agent has learnt is kept, and only in a call that came in', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const { number } = await createdTicket(desk);
    await mei.json('POST', `/tickets/${number}/claim`);
    const refused = await mei.send('POST', `/tickets/${number}/about`, { topic: 'refund' });
    assert.equal(await codeOf(refused), 'not-claimable');
    const { row } = await opened(mei);
    const about = (body: object) => mei.send('POST', `/tickets/${row.number}/about`, body);
    for (const body of [{ line: 'gone' }, { topic: 'gone' }])
      assert.equal(await codeOf(await about(body)), 'invalid-body');
    const told = (await (
      await about({ line: 'vip', topic: 'refund', order: ' ＤＪ9 ', phone: PHONE })
    ).json()) as TicketView;
    assert.deepEqual(
      [told.row.line, told.row.topic, told.orderNumber, told.phone],
      ['vip', 'refund', 'DJ9', '139 1234 4321'],
    );
  });

  it('whose agent vanished is promised from then on, and the agent is no longer on the phone', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const { row } = await opened(mei, { caller: PHONE });
    desk.clock.now += CLAIM_MS + 1;
    await lapse(desk);
    const ticket = await desk.store.tickets.find(row.number);
    assert.deepEqual(
      [ticket?.status, ticket?.claimedBy, ticket?.dueAt],
      ['waiting', null, desk.clock.now + 240 * MINUTE],
    );
    await mei.json('POST', `/tickets/${row.number}/claim`);
    assert.equal((await mei.json<QueueView>('GET', '/queue')).rows.length, 1);
  });
});

describe('the presence of an agent', () => {
  const presence = async (agent: Browser): Promise<string | undefined> =>
    (await agent.json<TeamView>('GET', '/team')).agents.find(({ id }) => id === agent.agent.id)
      ?.presence;
  const be = (agent: Browser, value: string) =>
    agent.json<unknown>('PUT', '/me/presence', { presence: value }).catch(() => undefined);

  it('follows their call: when it comes in, ends, lapses, or is taken over', async (t) => {
    const desk = await startDesk(t);
    const [mei, li] = [await newBrowser(desk, 'mei'), await newBrowser(desk, 'li')];
    for (const agent of [mei, li]) await be(agent, 'here');
    const { row } = await opened(mei);
    assert.equal(await presence(mei), 'on-call');
    await result(mei, row.number, { result: 'solved' });
    assert.equal(await presence(mei), 'here');

    const { number } = await createdTicket(desk, { phone: PHONE });
    await mei.json('POST', `/tickets/${number}/answer`);
    desk.clock.now += CLAIM_MS + 1;
    await lapse(desk);
    await be(mei, 'here');
    await mei.json('POST', `/tickets/${number}/answer`);
    desk.clock.now += CLAIM_MS + 1;
    await li.json('POST', `/tickets/${number}/claim`);
    assert.deepEqual(
      (await desk.store.agents.all()).map(({ login, presence: own }) => [login, own]),
      [
        ['li', 'here'],
        ['mei', 'here'],
      ],
    );
  });

  it('stays away during a call that they answered while away', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    await be(mei, 'away');
    const { row } = await opened(mei);
    assert.equal(await presence(mei), 'away');
    await result(mei, row.number, { result: 'solved' });
    assert.equal(await presence(mei), 'away');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import type { Contact } from '../../../../src/contract/contact.ts';
import { ProblemSchema } from '../../../../src/contract/problem.ts';
import {
  MemberTicketsSchema,
  TicketSchema,
  type MemberTickets,
  type Ticket,
} from '../../../../src/contract/ticket.ts';
import type { CallAnswer } from '../../../wire/call.ts';
import type { QueueView } from '../../../wire/queue.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import { newBrowser, type Browser } from '../../support/console.ts';
import { bookingShop, counted, nextHour, put } from '../../support/situations.ts';
import { openStore } from '../../support/database.ts';
import {
  bearer,
  createdTicket,
  DAY,
  memberToken,
  MINUTE,
  NOW,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';

const token = (sub = 'member-1'): Promise<string> => memberToken('vip', { claims: { sub } });

async function list(desk: Desk, jwt: string): Promise<MemberTickets['tickets']> {
  const answer = await desk.get('/v1/tickets', bearer(jwt));
  assert.equal(answer.status, 200);
  return v.parse(v.strictObject(MemberTicketsSchema.entries), await answer.json()).tickets;
}
const numbers = async (desk: Desk, jwt: string): Promise<string[]> =>
  (await list(desk, jwt)).map(({ number }) => number);

const memberTicketOf = async (desk: Desk, jwt: string) =>
  ((await (await desk.get('/v1/contact', bearer(jwt))).json()) as Contact).member.ticket;

const codeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  v.parse(ProblemSchema, await answer.json()).code,
];

/** Merges a ticket into another one, by an agent who claims that first. */
const merge = async (agent: Browser, from: string, into: string): Promise<void> => {
  await agent.json('POST', `/tickets/${into}/claim`);
  await agent.json('POST', `/tickets/${into}/merge`, { numbers: [from] });
};

const end = async (agent: Browser, number: string, result = 'solved'): Promise<void> => {
  await agent.json('POST', `/tickets/${number}/claim`);
  await agent.json('POST', `/tickets/${number}/call`);
  await agent.json('POST', `/tickets/${number}/result`, { result });
};

describe('GET /v1/tickets', () => {
  it('lists the own tickets of a member: from other devices, and of calls, open ones first', async (t) => {
    const desk = await startDesk(t);
    const mine = await token();
    const first = await createdTicket(desk, { topic: 'refund' }, bearer(mine));
    desk.clock.now += 1;
    const second = await createdTicket(desk, {}, bearer(mine));
    await createdTicket(desk, {}, bearer(await token('member-2')));
    await createdTicket(desk);
    const mei = await newBrowser(desk, 'mei');
    desk.clock.now += 1;
    const called = await mei.json<CallAnswer>('POST', '/calls', {
      id: 'call-0000000000000001',
      caller: 'member-1',
      seen: [first.number, second.number],
    });
    assert.ok('ticket' in called);
    const call = called.ticket.row.number;
    const li = await newBrowser(desk, 'li');
    await end(li, second.number);
    const tickets = await list(desk, mine);
    const line = { timeZone: first.line.timeZone };
    assert.deepEqual(tickets, [
      {
        number: call,
        status: 'calling',
        origin: 'call',
        createdAt: new Date(NOW + 2).toISOString(),
        line,
      },
      {
        number: first.number,
        status: 'waiting',
        createdAt: new Date(NOW).toISOString(),
        topic: first.topic,
        dueAt: first.dueAt,
        line,
      },
      {
        number: second.number,
        status: 'solved',
        createdAt: new Date(NOW + 1).toISOString(),
        endedAt: new Date(desk.clock.now).toISOString(),
        line,
      },
    ]);
  });

  it('says when each open one is due and which slot is booked, as the ticket does', async (t) => {
    const desk = await startDesk(t, { shop: bookingShop });
    const mine = await token();
    const when = { kind: 'window' as const, from: nextHour().from };
    const { number } = await createdTicket(desk, { when }, bearer(mine));
    const { dueAt, window, notBefore } = (await (
      await desk.get(`/v1/tickets/${number}`, bearer(mine))
    ).json()) as Ticket;
    const [listed] = await list(desk, mine);
    assert.ok(window && dueAt && notBefore);
    assert.deepEqual(
      { dueAt: listed?.dueAt, window: listed?.window, notBefore: listed?.notBefore },
      { dueAt, window, notBefore },
    );
  });

  it('leaves out what ended more than 30 days ago, and what was erased', async (t) => {
    const desk = await startDesk(t);
    const mine = await token();
    const [old, erased] = [
      await createdTicket(desk, {}, bearer(mine)),
      await createdTicket(desk, {}, bearer(mine)),
    ];
    await desk.post(`/v1/tickets/${old.number}/cancel`, {}, bearer(old.key));
    await desk.post(`/v1/tickets/${erased.number}/erase`, {}, bearer(erased.key));
    desk.clock.now += 30 * DAY - 1;
    const later = await memberToken('vip', { claims: { exp: desk.clock.now / 1000 + 300 } });
    assert.deepEqual(await numbers(desk, later), [old.number]);
    desk.clock.now += 1;
    assert.deepEqual(await numbers(desk, later), []);
  });

  it('is for members only, and kept by no cache', async (t) => {
    const desk = await startDesk(t);
    const { key } = await createdTicket(desk);
    const forged = await memberToken('vip', { secret: Buffer.alloc(32, 8).toString('base64url') });
    for (const headers of [{}, bearer(key), bearer('rubbish'), bearer(forged)])
      assert.deepEqual(await codeOf(await desk.get('/v1/tickets', headers)), [
        401,
        'token-not-accepted',
      ]);
    const answer = await desk.get('/v1/tickets', bearer(await token()));
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.match(answer.headers.get('vary') ?? '', /Authorization/);
  });

  it('is limited per address like its neighbours', async (t) => {
    const desk = await startDesk(t, { desk: { limits: { requestsPerMinute: 2 } } });
    const mine = bearer(await token());
    const answers = [];
    for (let asked = 0; asked < 6; asked++)
      answers.push((await desk.get('/v1/tickets', mine)).status);
    assert.equal(answers.at(-1), 429);
  });

  it('lists a ticket that was merged into another one only as that one', async (t) => {
    const desk = await startDesk(t);
    const mine = await token();
    const first = await createdTicket(desk, {}, bearer(mine));
    desk.clock.now += 1;
    const second = await createdTicket(desk, {}, bearer(mine));
    const li = await newBrowser(desk, 'li');
    await merge(li, second.number, first.number);
    assert.deepEqual(await numbers(desk, mine), [first.number]);
    const opened = await desk.get(`/v1/tickets/${second.number}`, bearer(mine));
    assert.equal(((await opened.json()) as Ticket).number, first.number);
    assert.equal((await memberTicketOf(desk, mine))?.number, first.number);
    await end(li, first.number);
    assert.deepEqual(await numbers(desk, mine), [first.number]);
    assert.deepEqual(await memberTicketOf(desk, mine), { number: first.number, ended: true });
  });

  it('lists a ticket that was merged into one of a guest, which the member cannot open', async (t) => {
    const desk = await startDesk(t);
    const mine = await token();
    const own = await createdTicket(desk, { phone: '13800138000' }, bearer(mine));
    const guests = await createdTicket(desk, { phone: '13800138000' });
    await merge(await newBrowser(desk, 'li'), own.number, guests.number);
    assert.deepEqual(await numbers(desk, mine), [own.number]);
    const opened = await desk.get(`/v1/tickets/${own.number}`, bearer(mine));
    const { number, mergedInto } = (await opened.json()) as Ticket;
    assert.deepEqual([number, mergedInto], [own.number, guests.number]);
  });
});

describe('a member token', () => {
  it('opens the own ticket, with everything that its key allows', async (t) => {
    const desk = await startDesk(t);
    const mine = bearer(await token());
    const { number, key, ...created } = await createdTicket(desk, {}, mine);
    assert.ok(key);
    const read = v.parse(
      TicketSchema,
      await (await desk.get(`/v1/tickets/${number}`, mine)).json(),
    );
    assert.deepEqual(read, { ...created, number });
    const mei = await newBrowser(desk, 'mei');
    for (const [action, body] of [
      ['nudge', {}],
      ['cancel', {}],
      ['erase', {}],
    ] as const)
      assert.ok((await desk.post(`/v1/tickets/${number}/${action}`, body, mine)).ok, action);
    assert.deepEqual(await codeOf(await desk.get(`/v1/tickets/${number}`, mine)), [
      404,
      'not-found',
    ]);
    const next = await createdTicket(desk, {}, mine);
    await end(mei, next.number);
    const rated = await desk.post(`/v1/tickets/${next.number}/feedback`, { rating: 1 }, mine);
    assert.equal(rated.status, 200);
  });

  it("opens nobody else's ticket, no guest's, and none that does not exist, all alike", async (t) => {
    const done: string[] = [];
    const desk = await startDesk(t, { store: counted(await openStore(t), done) });
    const other = await createdTicket(desk, {}, bearer(await token('member-2')));
    const guest = await createdTicket(desk);
    const mine = bearer(await token());
    for (const written of [other.number, guest.number, '261123000017', 'nothing']) {
      done.length = 0;
      const answer = await desk.get(`/v1/tickets/${written}`, mine);
      assert.deepEqual([await codeOf(answer), done], [[404, 'not-found'], ['tickets.owner']]);
      const cancel = await desk.post(`/v1/tickets/${written}/cancel`, {}, mine);
      assert.equal(cancel.status, 404);
    }
  });

  it('that has expired says so, whatever the number, so that the device fetches another', async (t) => {
    const desk = await startDesk(t);
    const mine = bearer(await token());
    const { number } = await createdTicket(desk, {}, mine);
    desk.clock.now += 10 * MINUTE;
    for (const written of [number, '261123000017'])
      assert.deepEqual(await codeOf(await desk.get(`/v1/tickets/${written}`, mine)), [
        401,
        'token-not-accepted',
      ]);
  });
});

describe('a member who was not reached', () => {
  it('can say that they can talk now, once for each attempt, and agents see it first in the queue', async (t) => {
    const desk = await startDesk(t);
    const missed = await createdTicket(desk);
    const mei = await newBrowser(desk, 'mei');
    await end(mei, missed.number, 'not-reached');
    desk.clock.now += MINUTE;
    const other = await createdTicket(desk);
    const say = (): Promise<Response> =>
      desk.post(`/v1/tickets/${missed.number}/ready`, {}, bearer(missed.key));
    const answers = await Promise.all([say(), say(), say()]);
    for (const answer of answers) {
      const ticket = (await answer.json()) as Ticket;
      assert.deepEqual(
        [answer.status, ticket.notBefore, ticket.may.ready, ticket.timeline.at(-1)?.kind],
        [200, undefined, false, 'ready'],
      );
      assert.equal(ticket.timeline.filter(({ kind }) => kind === 'ready').length, 1);
    }
    const { rows } = await mei.json<QueueView>('GET', '/queue');
    assert.deepEqual(
      rows.map(({ number, ready, nudged }) => [number, ready, nudged]),
      [
        [missed.number, true, false],
        [other.number, undefined, false],
      ],
    );
    const next = await mei.json<TicketView>('POST', '/next');
    assert.equal(next.row.number, missed.number);
    await mei.json('POST', `/tickets/${missed.number}/call`);
    assert.deepEqual(await codeOf(await say()), [409, 'not-ready']);
  });
});

describe('a member whose problem is not solved', () => {
  it('opens the ticket again with what is still wrong, once, and agents read the whole story', async (t) => {
    const desk = await startDesk(t);
    const { number, key } = await createdTicket(desk, { note: '没到账' });
    const mei = await newBrowser(desk, 'mei');
    await end(mei, number);
    await desk.post(`/v1/tickets/${number}/feedback`, { rating: 1 }, bearer(key));
    desk.clock.now += MINUTE;
    const reopen = (body: object = { note: '还是没到账' }): Promise<Response> =>
      desk.post(`/v1/tickets/${number}/reopen`, body, bearer(key));
    assert.deepEqual(await codeOf(await reopen({ note: '' })), [400, 'invalid-body']);
    for (const answer of await Promise.all([reopen(), reopen()])) {
      const ticket = (await answer.json()) as Ticket;
      assert.deepEqual([answer.status, ticket.status, ticket.may.reopen], [200, 'waiting', false]);
    }
    const view = await mei.json<TicketView>('GET', `/tickets/${number}`);
    assert.deepEqual(
      [view.note, view.rating, view.timeline.map(({ kind, status }) => `${kind} ${status}`)],
      [
        '没到账\n还是没到账',
        1,
        ['status waiting', 'status claimed', 'status calling', 'status solved', 'reopened waiting'],
      ],
    );
    assert.equal((await mei.json<TicketView>('POST', '/next')).row.number, number);
  });
});

describe("a member's contact", () => {
  it('names their open ticket, then for a day the one that has ended', async (t) => {
    const desk = await startDesk(t);
    const at = async (ms: number): Promise<string> =>
      memberToken('vip', { claims: { exp: (desk.clock.now = ms) / 1000 + 300 } });
    assert.equal(await memberTicketOf(desk, await at(NOW)), undefined);
    const { number, key } = await createdTicket(desk, {}, bearer(await at(NOW)));
    assert.deepEqual(await memberTicketOf(desk, await at(NOW)), { number });
    assert.equal(await memberTicketOf(desk, await token('member-2')), undefined);
    await desk.post(`/v1/tickets/${number}/cancel`, {}, bearer(key));
    assert.deepEqual(await memberTicketOf(desk, await at(NOW + DAY - 1)), { number, ended: true });
    assert.equal(await memberTicketOf(desk, await at(NOW + DAY)), undefined);
  });

  it('says at once what another desk on the database has changed', async (t) => {
    const desk = await startDesk(t);
    const other = await startDesk(t, { url: desk.url, clock: desk.clock });
    const mei = await newBrowser(other, 'mei');
    const [mine, theirs] = [await token(), await token('member-2')];
    const both = async () => [await memberTicketOf(desk, mine), await memberTicketOf(desk, theirs)];
    assert.deepEqual(await both(), [undefined, undefined]);
    const first = await createdTicket(other, { phone: '13800138000' }, bearer(mine));
    assert.deepEqual(await both(), [{ number: first.number }, undefined]);
    desk.clock.now += 1;
    const second = await createdTicket(other, {}, bearer(mine));
    assert.deepEqual(
      await both(),
      [{ number: second.number, othersOpen: 1 }, undefined],
      'the newer one',
    );
    await end(mei, second.number);
    assert.deepEqual(await both(), [{ number: first.number }, undefined], 'the open one');
    await other.post(`/v1/tickets/${first.number}/cancel`, {}, bearer(first.key));
    assert.deepEqual(
      await both(),
      [{ number: second.number, ended: true }, undefined],
      'none open',
    );
    await other.post(`/v1/tickets/${second.number}/reopen`, { note: '还没好' }, bearer(second.key));
    assert.deepEqual(await both(), [{ number: second.number }, undefined], 'opened again');
    const same = await createdTicket(other, {}, bearer(theirs));
    assert.deepEqual(await both(), [{ number: second.number }, { number: same.number }]);
    await other.post(`/v1/tickets/${second.number}/cancel`, {}, bearer(second.key));
    await other.post(`/v1/tickets/${second.number}/erase`, {}, bearer(second.key));
    assert.deepEqual(
      await both(),
      [{ number: first.number, ended: true }, { number: same.number }],
      'erased',
    );
  });

  it('says at once that another desk has merged tickets, and whose the one is then', async (t) => {
    const desk = await startDesk(t);
    const other = await startDesk(t, { url: desk.url, clock: desk.clock });
    const mei = await newBrowser(other, 'mei');
    const mine = await token();
    const phone = '13800138000';
    const first = await createdTicket(desk, { phone }, bearer(mine));
    desk.clock.now += 1;
    const second = await createdTicket(desk, { phone }, bearer(mine));
    const guests = await createdTicket(desk, { phone });
    assert.deepEqual(await memberTicketOf(desk, mine), { number: second.number, othersOpen: 1 });
    await merge(mei, second.number, first.number);
    assert.deepEqual(await memberTicketOf(desk, mine), { number: first.number });
    await merge(mei, first.number, guests.number);
    assert.deepEqual(await memberTicketOf(desk, mine), { number: second.number, ended: true });
  });

  it('says how many others are open, and counts none that has ended', async (t) => {
    const desk = await startDesk(t);
    const mine = await token();
    for (const topic of ['refund', 'not-arrived'])
      await createdTicket(desk, { topic }, bearer(mine));
    const ended = await createdTicket(desk, {}, bearer(mine));
    await desk.post(`/v1/tickets/${ended.number}/cancel`, {}, bearer(ended.key));
    desk.clock.now += 1;
    const { number } = await createdTicket(desk, {}, bearer(mine));
    await createdTicket(desk, {}, bearer(await token('member-2')));
    assert.deepEqual(await memberTicketOf(desk, mine), { number, othersOpen: 2 });
  });

  it('keeps the ticket whose claim has lapsed', async (t) => {
    const desk = await startDesk(t);
    const mine = await token();
    const { number } = await createdTicket(desk, {}, bearer(mine));
    await put(desk, number, { status: 'claimed', claimedBy: 'mei', claimUntil: NOW + 1 });
    assert.deepEqual(await memberTicketOf(desk, mine), { number });
    desk.clock.now += MINUTE;
    assert.deepEqual(await memberTicketOf(desk, mine), { number });
    await put(desk, number, { status: 'waiting', claimedBy: null, claimUntil: null });
    assert.deepEqual(await memberTicketOf(desk, mine), { number });
  });

  it('shows the number without a database', async (t) => {
    const store = await openStore(t);
    const desk = await startDesk(t, {
      store: {
        ...store,
        tickets: {
          ...store.tickets,
          firstOfMember: () => Promise.reject(new Error('There is no database.')),
        },
      },
    });
    const answer = await desk.get('/v1/contact', bearer(await token()));
    const contact = (await answer.json()) as Contact;
    assert.deepEqual([answer.status, contact.member.ticket], [200, undefined]);
    assert.ok(contact.line.display);
  });

  it('of a guest names none', async (t) => {
    const desk = await startDesk(t);
    await createdTicket(desk);
    const answer = (await (await desk.get('/v1/contact')).json()) as Contact;
    assert.equal(answer.member.ticket, undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Ticket } from '../../../../src/contract/ticket.ts';
import { isOpen } from '../../../../src/core/ticket-status.ts';
import type { CallAnswer } from '../../../wire/call.ts';
import type { OwnFigures } from '../../../wire/figures.ts';
import type { QueueView } from '../../../wire/queue.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import type { WallView } from '../../../wire/wall.ts';
import { newBrowser, type Browser } from '../../support/console.ts';
import {
  bearer,
  createdTicket,
  memberToken,
  MINUTE,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';
import { bookingShop, nextHour, stored } from '../../support/situations.ts';

const PHONE = '13800138000';

async function deskWithAgents(t: TestContext, change: Parameters<typeof startDesk>[1] = {}) {
  const desk = await startDesk(t, change);
  return { desk, li: await newBrowser(desk, 'li'), chen: await newBrowser(desk, 'chen') };
}

/** Two tickets of one phone number, the first of which the agent has claimed. */
async function twoTickets(
  desk: Desk,
  agent: Browser,
  headers: Record<string, string> = {},
  phone = PHONE,
) {
  const [into, other] = [
    await createdTicket(desk, { phone }, headers),
    await createdTicket(desk, { phone, topic: 'refund', order: 'DJ2026' }, headers),
  ];
  await agent.json('POST', `/tickets/${into.number}/claim`);
  return { into, other };
}
const mergePath = (number: string) => `/tickets/${number}/merge`;
const read = async (desk: Desk, { number, key }: { number: string; key: string }) =>
  (await (await desk.get(`/v1/tickets/${number}`, bearer(key))).json()) as Ticket;

describe('POST /tickets/:number/merge', () => {
  it('leaves one ticket in the queue, with what the other said, its notes and its order', async (t) => {
    const { desk, li } = await deskWithAgents(t);
    const { into, other } = await twoTickets(desk, li);
    await li.json('POST', `/tickets/${other.number}/notes`, { text: '查过订单' });
    const view = await li.json<TicketView>('POST', mergePath(into.number), {
      numbers: [other.number],
    });
    assert.deepEqual(
      [view.orderNumber, view.notes[0]?.text, view.merged[0]?.number, view.others.length],
      ['DJ2026', '查过订单', other.number, 0],
    );
    assert.equal(view.merged[0]?.passphrase, other.passphrase);
    const { rows } = await li.json<QueueView>('GET', '/queue');
    assert.deepEqual(
      rows.map(({ number }) => number),
      [into.number],
    );
    const ended = await li.json<TicketView>('GET', `/tickets/${other.number}`);
    assert.deepEqual(
      [ended.row.status, ended.outcome, ended.mergedInto, ended.may.answer],
      ['closed', 'merged', into.number, false],
    );
  });

  it('counts no promise of the merged ticket, neither as kept nor as broken', async (t) => {
    const { desk, li } = await deskWithAgents(t);
    const { into, other } = await twoTickets(desk, li);
    await li.json('POST', mergePath(into.number), { numbers: [other.number] });
    await li.json('POST', `/tickets/${into.number}/call`);
    desk.clock.now += 300 * MINUTE;
    const { promise, outcomes } = await li.json<WallView>('GET', '/wall');
    assert.deepEqual([promise, outcomes.merged], [{ kept: 1, broken: 0 }, 1]);
  });

  it('gives the place of a booked slot back', async (t) => {
    const { desk, li } = await deskWithAgents(t, { shop: bookingShop });
    const into = await createdTicket(desk, { phone: PHONE });
    const when = nextHour();
    const other = await createdTicket(desk, { phone: PHONE, when });
    await li.json('POST', `/tickets/${into.number}/claim`);
    const at = Date.parse(when.from);
    const { dueAt } = await stored(desk, into.number);
    // The earlier promise is that of the booked slot, so its place goes with it.
    assert.ok((dueAt ?? 0) > at);
    await li.json('POST', mergePath(into.number), { numbers: [other.number] });
    assert.equal((await desk.store.tickets.taken('public', at, at + 1)).get(at), 1);
    assert.equal((await stored(desk, into.number)).windowFrom, at);
    await li.json('POST', `/tickets/${into.number}/result`, { result: 'cancelled-by-member' });
    assert.equal((await desk.store.tickets.taken('public', at, at + 1)).get(at), 0);
  });

  it('names the ticket that a colleague holds, and merges none of them', async (t) => {
    const { desk, li, chen } = await deskWithAgents(t);
    const { into, other } = await twoTickets(desk, li);
    const third = await createdTicket(desk, { phone: PHONE });
    await chen.json('POST', `/tickets/${third.number}/claim`);
    const answer = await li.send('POST', mergePath(into.number), {
      numbers: [other.number, third.number],
    });
    assert.equal(answer.status, 409);
    assert.deepEqual(((await answer.json()) as { errors: unknown }).errors, [
      { pointer: '/numbers/1', code: 'held-by-another' },
    ]);
    assert.equal((await stored(desk, other.number)).status, 'waiting');
  });

  it('is answered alike when it is asked again, and follows a ticket that is merged once more', async (t) => {
    const { desk, li } = await deskWithAgents(t);
    const { into, other } = await twoTickets(desk, li);
    const ask = () =>
      li.json<TicketView>('POST', mergePath(into.number), { numbers: [other.number] });
    assert.deepEqual((await ask()).merged, (await ask()).merged);
    const last = await createdTicket(desk, { phone: PHONE });
    await li.json('POST', `/tickets/${last.number}/claim`);
    const view = await li.json<TicketView>('POST', mergePath(last.number), {
      numbers: [into.number],
    });
    assert.deepEqual(
      view.merged.map(({ number }) => number).sort(),
      [into.number, other.number].sort(),
    );
  });

  it('lets exactly one ticket live on when two agents merge in opposite directions', async (t) => {
    const { desk, li, chen } = await deskWithAgents(t);
    // Which request comes first is chance, so there are some rounds.
    for (let round = 0; round < 6; round++) {
      const { into, other } = await twoTickets(desk, li, {}, `1380013800${round}`);
      await chen.json('POST', `/tickets/${other.number}/claim`);
      for (const [{ number }, by] of [
        [into, li],
        [other, chen],
      ] as const)
        await by.json('POST', `/tickets/${number}/notes`, { text: `Note ${number}` });
      // Both claims have lapsed, so that either agent may take the other one's ticket.
      desk.clock.now += 60 * MINUTE;
      const directions = [
        { by: li, to: into, from: other },
        { by: chen, to: other, from: into },
      ];
      if (round % 2) directions.reverse();
      const answers = await Promise.all(
        directions.map(({ by, to, from }) =>
          by.send('POST', mergePath(to.number), { numbers: [from.number] }),
        ),
      );
      const won = directions.filter((_, at) => answers[at]?.ok);
      assert.equal(won.length, 1, `round ${round}: ${answers.map(({ status }) => status).join()}`);
      assert.equal(answers.find(({ ok }) => !ok)?.status, 409);
      const [{ by, to, from }] = won as [(typeof won)[number]];
      const [lives, ended] = [await stored(desk, to.number), await stored(desk, from.number)];
      assert.deepEqual(
        [lives.mergedInto, isOpen(lives.status), ended.mergedInto, ended.status],
        [null, true, to.number, 'closed'],
      );
      const view = await by.json<TicketView>('GET', `/tickets/${to.number}`);
      assert.deepEqual(
        [view.orderNumber, view.notes.map(({ text }) => text).sort()],
        ['DJ2026', [`Note ${into.number}`, `Note ${other.number}`].sort()],
      );
      await by.json('POST', `/tickets/${to.number}/call`);
      await by.json('POST', `/tickets/${to.number}/result`, { result: 'solved' });
    }
  });

  it('leaves a call that came in as it is, with what was asked before', async (t) => {
    const { desk, li } = await deskWithAgents(t);
    const other = await createdTicket(desk, { phone: PHONE, order: 'DJ2026' });
    desk.clock.now += MINUTE;
    const call = await li.json<CallAnswer>('POST', '/calls', {
      id: 'call-0000000000000001',
      caller: PHONE,
      seen: [other.number],
    });
    assert.ok('ticket' in call);
    const { number } = call.ticket.row;
    const view = await li.json<TicketView>('POST', mergePath(number), { numbers: [other.number] });
    assert.deepEqual(
      [view.row.status, view.incoming, view.callStartedAt, view.orderNumber],
      ['calling', true, desk.clock.now, 'DJ2026'],
    );
    const missed = await li.send('POST', `/tickets/${number}/result`, { result: 'not-reached' });
    assert.equal(missed.ok, false, 'who called in was reached');
    desk.clock.now += 5 * MINUTE;
    await li.json('POST', `/tickets/${number}/result`, { result: 'solved' });
    const { figures } = await li.json<OwnFigures>('GET', '/me/figures');
    assert.deepEqual(
      [figures.calls, figures.cameIn, figures.kept, figures.talkMs],
      [1, 1, 1, 5 * MINUTE],
    );
    assert.deepEqual((await li.json<QueueView>('GET', '/queue')).rows, []);
  });

  it('refuses a ticket with itself, one of somebody else, and one that does not exist', async (t) => {
    const { desk, li } = await deskWithAgents(t);
    const { into } = await twoTickets(desk, li);
    const stranger = await createdTicket(desk);
    for (const [number, status] of [
      [into.number, 409],
      [stranger.number, 409],
      ['261123000017', 404],
    ] as const)
      assert.equal(
        (await li.send('POST', mergePath(into.number), { numbers: [number] })).status,
        status,
      );
  });
});

describe('the key of a merged ticket', () => {
  it('opens the ticket that lives on where both are of one verified member', async (t) => {
    const { desk, li } = await deskWithAgents(t);
    const { into, other } = await twoTickets(desk, li, bearer(await memberToken('normal')));
    await li.json('POST', mergePath(into.number), { numbers: [other.number] });
    assert.deepEqual(
      [(await read(desk, other)).number, (await read(desk, other)).passphrase],
      [into.number, into.passphrase],
    );
    const cancelled = await desk.post(
      `/v1/tickets/${other.number}/cancel`,
      undefined,
      bearer(other.key),
    );
    assert.equal(((await cancelled.json()) as Ticket).status, 'cancelled');
    const erased = await desk.post(
      `/v1/tickets/${other.number}/erase`,
      undefined,
      bearer(other.key),
    );
    assert.equal(erased.status, 204);
    for (const { number } of [into, other]) assert.equal((await stored(desk, number)).phone, '');
  });

  it('only tells a guest where theirs went: anybody can type a phone number', async (t) => {
    const { desk, li } = await deskWithAgents(t);
    const { into, other } = await twoTickets(desk, li);
    await li.json('POST', mergePath(into.number), { numbers: [other.number] });
    const seen = await read(desk, other);
    assert.deepEqual(
      [seen.number, seen.status, seen.closedBecause, seen.mergedInto],
      [other.number, 'closed', 'merged', into.number],
    );
    assert.ok(!JSON.stringify(seen).includes(into.passphrase));
  });
});

describe('the rows of the queue', () => {
  it('share a key when they are of one phone number, which does not tell the number', async (t) => {
    const { desk, li } = await deskWithAgents(t);
    await twoTickets(desk, li);
    await createdTicket(desk);
    const { rows } = await li.json<QueueView>('GET', '/queue?after=');
    const [a, b, c] = rows.map(({ same }) => same?.join());
    assert.equal(new Set([a, b, c]).size, 2);
    assert.match(a ?? '', /^[\w-]{10}$/);
  });
});

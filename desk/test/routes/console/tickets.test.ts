import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Contact } from '../../../../src/contract/contact.ts';
import type { AuditView } from '../../../wire/audit.ts';
import type { FindView } from '../../../wire/find.ts';
import type { QueueView } from '../../../wire/queue.ts';
import type { SessionView } from '../../../wire/session.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import type { WallView } from '../../../wire/wall.ts';
import { payloadOf } from '../../../src/deliver/payload.ts';
import type { Announce } from '../../../src/store/store.ts';
import { PAGE_SIZE } from '../../../src/routes/console/queue-page.ts';
import { checkDeskConfig } from '../../../src/config/desk-config.ts';
import { codeOf, newBrowser, type Browser } from '../../support/console.ts';
import { created } from '../../support/database.ts';
import {
  bearer,
  checkedShop,
  createdTicket,
  deskInput,
  memberToken,
  MINUTE,
  NOW,
  shopInput,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';

const HOUR = 60 * MINUTE;
const PHONE = '13912344321';
/** Finds any part of a phone number: several of its digits in a row, with or without separators. */
const showsNumber = (text: string): boolean =>
  /139\D?1234\D?4321|12344321/.test(text.replace(/[\s-]/g, ''));

const result = (browser: Browser, number: string, body: object): Promise<TicketView> =>
  browser.json('POST', `/tickets/${number}/result`, body);
const statusFor = async (
  desk: Desk,
  { number, key }: { number: string; key: string },
): Promise<string> =>
  ((await (await desk.get(`/v1/tickets/${number}`, bearer(key))).json()) as { status: string })
    .status;

describe('the queue', () => {
  it('is ordered by due time, and shows phone numbers masked', async (t) => {
    const desk = await startDesk(t);
    const slow = await createdTicket(desk, { phone: PHONE });
    const urgent = await createdTicket(desk, { urgent: true, topic: 'refund' });
    const first = await createdTicket(desk, {}, bearer(await memberToken('diamond')));
    const mei = await newBrowser(desk, 'mei');
    const { asOf, rows } = await mei.json<QueueView>('GET', '/queue');
    assert.equal(asOf, NOW);
    assert.deepEqual(
      rows.map(({ number }) => number),
      [first.number, urgent.number, slow.number],
    );
    assert.deepEqual(
      [rows[0]?.tier, rows[1]?.urgent, rows[1]?.topic, rows[2]?.phone],
      ['diamond', true, 'refund', '139****4321'],
    );
    assert.ok(!showsNumber(JSON.stringify(rows)));
  });

  it('is sent in parts when asked for, in the same order', async (t) => {
    const desk = await startDesk(t);
    const made = Array.from({ length: 2 * PAGE_SIZE + 1 }, (_, index) => ({
      // Many are due at the same time, and some have no due time.
      dueAt: index % 9 === 0 ? null : NOW + (index % 7) * MINUTE,
      createdAt: NOW + (index % 3),
    }));
    for (let from = 0; from < made.length; from += 50)
      await Promise.all(made.slice(from, from + 50).map((ticket) => created(desk.store, ticket)));
    const mei = await newBrowser(desk, 'mei');
    const whole = await mei.json<QueueView>('GET', '/queue');
    assert.equal(whole.rows.length, made.length);
    assert.equal(whole.next, undefined);
    const parts: QueueView[] = [];
    for (let after: string | undefined = ''; after !== undefined; after = parts.at(-1)?.next)
      parts.push(await mei.json<QueueView>('GET', `/queue?after=${after}`));
    assert.deepEqual(
      parts.map(({ rows }) => rows.length),
      [PAGE_SIZE, PAGE_SIZE, 1],
    );
    assert.deepEqual(
      parts.flatMap(({ rows }) => rows),
      whole.rows,
    );
  });

  it('has no part behind a place that nobody named', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    for (const place of ['x', '1-2-3', '1--261123000017', '-'.repeat(9)])
      assert.equal((await mei.send('GET', `/queue?after=${place}`)).status, 404, place);
  });

  it('gives a ticket that two agents claim at once to one, and refuses the other', async (t) => {
    const desk = await startDesk(t);
    const { number } = await createdTicket(desk, { phone: PHONE });
    const agents = [await newBrowser(desk, 'mei'), await newBrowser(desk, 'li')];
    const answers = await Promise.all(
      agents.map((agent) => agent.send('POST', `/tickets/${number}/claim`)),
    );
    const winner = answers.findIndex(({ status }) => status === 200);
    const [won, lost] = [answers[winner]!, answers[1 - winner]!];
    assert.deepEqual([lost.status, await codeOf(lost)], [409, 'held-by-another']);
    const seen = await agents[1 - winner]!.json<TicketView>('GET', `/tickets/${number}`);
    assert.equal(seen.row.claimedBy, agents[winner]!.agent.id);
    assert.deepEqual(seen.may, {
      claim: false,
      release: false,
      call: false,
      answer: false,
      result: false,
    });
    const mine = (await won.json()) as TicketView;
    assert.deepEqual(
      [mine.row.status, mine.may],
      [
        'claimed',
        {
          claim: false,
          release: true,
          call: true,
          answer: true,
          result: true,
          transfer: true,
          ask: ['order', 'time', 'yes-no'],
        },
      ],
    );
  });

  it('gives a different ticket to each agent who takes the next one at once', async (t) => {
    const desk = await startDesk(t);
    const tickets = [
      await createdTicket(desk),
      await createdTicket(desk, { urgent: true }),
      await createdTicket(desk),
    ];
    const agents = [
      await newBrowser(desk, 'mei'),
      await newBrowser(desk, 'li'),
      await newBrowser(desk, 'wang'),
      await newBrowser(desk, 'zhao'),
    ];
    const answers = await Promise.all(agents.map((agent) => agent.send('POST', '/next')));
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as (TicketView & {
      code?: string;
    })[];
    const taken = bodies.flatMap(({ row }) => (row ? [row.number] : []));
    assert.deepEqual(taken.sort(), tickets.map(({ number }) => number).sort());
    assert.deepEqual(
      bodies.flatMap(({ code }) => code ?? []),
      ['nothing-waits'],
    );
  });
});

describe('the queue at night', () => {
  /** Tuesday, 03:04 in Shanghai: the line of VIPs opens at 09:00. */
  const NIGHT = Date.parse('2026-11-24T03:04:00+08:00');
  const OPENING = Date.parse('2026-11-24T09:00:00+08:00');

  async function openDesk(t: TestContext) {
    const clock = { now: NIGHT };
    const config = { shop: checkedShop(), desk: await checkDeskConfig(deskInput, {}) };
    const live = { current: () => config };
    const desk = await startDesk(t, { clock, config: live });
    const mei = await newBrowser(desk, 'mei');
    return { desk, clock, config, mei };
  }

  it('hands out no ticket whose line is closed, until it opens', async (t) => {
    const { desk, clock, mei } = await openDesk(t);
    const { number } = await created(desk.store, { line: 'vip', dueAt: OPENING + HOUR });
    const refused = await mei.send('POST', '/next');
    assert.deepEqual([refused.status, await codeOf(refused)], [404, 'nothing-waits']);
    const wall = await mei.json<WallView>('GET', '/wall');
    assert.deepEqual([wall.now.waiting, wall.now.atOpening, wall.now.later], [0, 1, 0]);
    const always = await created(desk.store, { line: 'public', dueAt: OPENING + 2 * HOUR });
    assert.equal((await mei.json<TicketView>('POST', '/next')).row.number, always.number);
    clock.now = OPENING;
    assert.equal((await mei.json<TicketView>('POST', '/next')).row.number, number);
  });

  it('lets an agent claim such a ticket by hand, for a member who is on the phone', async (t) => {
    const { desk, mei } = await openDesk(t);
    const number = '261123000017';
    await created(desk.store, { line: 'vip', number });
    const view = await mei.json<TicketView>('POST', `/tickets/${number}/claim`);
    assert.equal(view.row.status, 'claimed');
  });

  it('follows a new config: a line that closes for the day hands out nothing more', async (t) => {
    const { desk, clock, config, mei } = await openDesk(t);
    clock.now = OPENING + HOUR;
    await created(desk.store, { line: 'vip', dueAt: OPENING + 2 * HOUR });
    const { vip } = shopInput.lines;
    const hours = { ...vip.hours, dates: [{ from: '2026-11-24', periods: [] }] };
    const lines = { ...shopInput.lines, vip: { ...vip, hours } };
    config.shop = checkedShop({ ...shopInput, lines });
    assert.equal((await mei.send('POST', '/next')).status, 404);
    config.shop = checkedShop();
    assert.equal((await mei.send('POST', '/next')).status, 200);
  });
});

describe('a ticket in the console', () => {
  it('shows its phone number only to the agent who holds it, and the first time is recorded', async (t) => {
    const desk = await startDesk(t);
    const { number } = await createdTicket(desk, { phone: PHONE });
    const [mei, boss] = [
      await newBrowser(desk, 'mei'),
      await newBrowser(desk, 'boss', 'supervisor'),
    ];
    const path = `/tickets/${number}`;
    for (const browser of [mei, boss]) {
      const view = await browser.json<TicketView>('GET', path);
      assert.deepEqual([view.phone, 'dial' in view], ['139****4321', false]);
    }
    const claimed = await mei.json<TicketView>('POST', `${path}/claim`);
    assert.deepEqual([claimed.phone, claimed.dial], ['139 1234 4321', 'tel:+8613912344321']);
    for (let turn = 0; turn < 3; turn++) await mei.json('GET', path);
    await mei.json('POST', `${path}/call`);

    // Everything that another agent can read.
    const others = [
      '/queue',
      path,
      '/find?q=4321',
      `/find?q=${number}`,
      '/wall',
      '/wall.csv',
      '/team',
      '/audit',
      `/audit?ticket=${number}`,
      '/deliveries',
      '/session',
    ];
    for (const asked of others)
      assert.ok(!showsNumber(await (await boss.send('GET', asked)).text()), asked);
    const refused = [
      await boss.send('POST', `${path}/claim`),
      await boss.send('POST', `${path}/call`),
      await boss.send('POST', `${path}/result`, { result: 'solved' }),
      await boss.send('POST', `${path}/notes`, { text: '稍后' }),
    ];
    for (const answer of refused) assert.ok(!showsNumber(await answer.text()));

    const solved = await result(mei, number, { result: 'solved' });
    assert.deepEqual([solved.phone, 'dial' in solved], ['139****4321', false]);
    const { entries } = await boss.json<AuditView>('GET', `/audit?ticket=${number}`);
    const trail = entries.map(({ action, actor }) => [action, actor]).reverse();
    assert.deepEqual(
      trail.filter(([action]) => action === 'ticket.opened'),
      [['ticket.opened', mei.agent.id]],
    );
    for (const action of ['ticket.claimed', 'ticket.called', 'ticket.solved'])
      assert.ok(
        trail.some(([done]) => done === action),
        action,
      );
  });

  it('shows the member what the agent does, and sets an agent who calls to on-call', async (t) => {
    const announced: string[] = [];
    const announce: Announce = (type) => {
      announced.push(type);
      return [];
    };
    const desk = await startDesk(t, { announce });
    const ticket = await createdTicket(desk);
    const mei = await newBrowser(desk, 'mei');
    await mei.send('PUT', '/me/presence', { presence: 'here' });
    const presence = async (): Promise<string> =>
      (await mei.json<SessionView>('GET', '/session')).me.presence;

    await mei.json('POST', '/next');
    assert.deepEqual([await statusFor(desk, ticket), await presence()], ['claimed', 'here']);
    const calling = await mei.json<TicketView>('POST', `/tickets/${ticket.number}/call`);
    assert.equal(calling.callStartedAt, NOW);
    assert.deepEqual([await statusFor(desk, ticket), await presence()], ['calling', 'on-call']);
    desk.clock.now += 4 * MINUTE;
    const solved = await result(mei, ticket.number, { result: 'solved' });
    assert.deepEqual(
      [solved.outcome, solved.closedAt, solved.row.claimedBy],
      ['solved', desk.clock.now, null],
    );
    assert.deepEqual([await statusFor(desk, ticket), await presence()], ['solved', 'here']);
    assert.deepEqual(
      [...new Set(announced)],
      ['callback.created', 'callback.claimed', 'callback.completed'],
    );
  });

  it('gets the right status from every call result, and the time of the next try after a missed call', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const at = NOW + 180 * MINUTE;
    const cases: [object, string, string | null][] = [
      [{ result: 'not-reached' }, 'unreached', null],
      [{ result: 'wrong-number' }, 'closed', 'wrong-number'],
      [{ result: 'follow-up', at }, 'follow-up', null],
      [{ result: 'cancelled-by-member' }, 'cancelled', 'cancelled'],
    ];
    for (const [body, status, outcome] of cases) {
      const { number } = await createdTicket(desk);
      const claimed = await mei.json<TicketView>('POST', `/tickets/${number}/claim`);
      assert.equal(claimed.retryAt, NOW + 10 * MINUTE);
      await mei.json('POST', `/tickets/${number}/call`);
      const view = await result(mei, number, body);
      assert.deepEqual([view.row.status, view.outcome], [status, outcome]);
      if (status === 'unreached')
        assert.deepEqual([view.row.attempts, view.row.notBefore], [1, NOW + 10 * MINUTE]);
      if (status === 'follow-up') assert.equal(view.row.notBefore, at);
    }
  });

  it('refuses impossible actions with their reason', async (t) => {
    const desk = await startDesk(t);
    const [mei, li] = [await newBrowser(desk, 'mei'), await newBrowser(desk, 'li')];
    const [held, ended] = [(await createdTicket(desk)).number, (await createdTicket(desk)).number];
    await li.json('POST', `/tickets/${ended}/claim`);
    await result(li, ended, { result: 'solved' });
    await li.json('POST', `/tickets/${held}/claim`);
    const cases: [Browser, string, object | undefined, number, string][] = [
      [mei, `${held}/claim`, undefined, 409, 'held-by-another'],
      [mei, `${held}/release`, undefined, 409, 'held-by-another'],
      [mei, `${ended}/claim`, undefined, 409, 'not-claimable'],
      [mei, `${ended}/result`, { result: 'solved' }, 409, 'not-held'],
      [li, `${held}/result`, { result: 'follow-up', at: NOW }, 422, 'not-in-future'],
      [li, `${held}/result`, { result: 'gone' }, 400, 'invalid-body'],
      [li, `${held}/notes`, { text: ' ' }, 400, 'invalid-body'],
      [mei, '261123000017/claim', undefined, 404, 'not-found'],
      [mei, 'nonsense/claim', undefined, 404, 'not-found'],
    ];
    for (const [browser, path, body, status, code] of cases) {
      const answer = await browser.send('POST', `/tickets/${path}`, body);
      assert.deepEqual([answer.status, await codeOf(answer)], [status, code], path);
    }
    assert.equal(await codeOf(await mei.send('POST', '/next')), 'nothing-waits');
  });

  it('is open to every agent after its claim is released or lapses', async (t) => {
    const desk = await startDesk(t);
    const [mei, li] = [await newBrowser(desk, 'mei'), await newBrowser(desk, 'li')];
    const { number } = await createdTicket(desk);
    await mei.json('POST', `/tickets/${number}/claim`);
    const back = await mei.json<TicketView>('POST', `/tickets/${number}/release`);
    assert.deepEqual([back.row.status, back.row.claimedBy], ['waiting', null]);
    await mei.json('POST', `/tickets/${number}/claim`);
    desk.clock.now += 3 * MINUTE;
    const taken = await li.json<TicketView>('POST', `/tickets/${number}/claim`);
    assert.equal(taken.row.claimedBy, li.agent.id);
    assert.equal(
      await codeOf(await mei.send('POST', `/tickets/${number}/call`)),
      'held-by-another',
    );
  });

  it('shows notes to agents only, and earlier tickets of the member without phone numbers', async (t) => {
    const desk = await startDesk(t);
    const [mei, li] = [await newBrowser(desk, 'mei'), await newBrowser(desk, 'li')];
    const before = await createdTicket(desk, { phone: PHONE, topic: 'refund' });
    desk.clock.now += MINUTE;
    const now = await createdTicket(desk, { phone: PHONE });
    await mei.json('POST', `/tickets/${now.number}/notes`, { text: '  已核对付款截图  ' });
    const view = await li.json<TicketView>('GET', `/tickets/${now.number}`);
    assert.deepEqual(
      view.notes.map(({ agent, text, at }) => [agent, text, at]),
      [[mei.agent.id, '已核对付款截图', desk.clock.now]],
    );
    assert.deepEqual(
      view.earlier.map(({ number, topic }) => [number, topic]),
      [[before.number, 'refund']],
    );
    const member = await (await desk.get(`/v1/tickets/${now.number}`, bearer(now.key))).text();
    assert.ok(!member.includes('已核对'));
  });
});

describe('the story of a ticket', () => {
  const open = async (desk: Desk, claims: Record<string, unknown> = {}) =>
    createdTicket(
      desk,
      { phone: PHONE, order: 'DJ20261123000001ABCD', note: '付款后\n没有收到 '.repeat(9) },
      bearer(await memberToken('vip', { claims: { name: '王小雨', ...claims } })),
    );

  it('begins in the queue: the order, the first words of the note, the name in the token', async (t) => {
    const desk = await startDesk(t);
    await open(desk);
    await createdTicket(desk);
    const mei = await newBrowser(desk, 'mei');
    const { rows } = await mei.json<QueueView>('GET', '/queue');
    assert.deepEqual(
      rows.map(({ orderNumber, words, name }) => [orderNumber, words, name]),
      [
        ['DJ20261123000001ABCD', `${'付款后 没有收到 '.repeat(9).slice(0, 60)}…`, '王小雨'],
        [null, null, null],
      ],
    );
    const { tickets } = await mei.json<FindView>('GET', '/find?q=4321');
    assert.equal(tickets[0]?.name, '王小雨');
  });

  it('ends with an answer that the member reads, and a note that they do not', async (t) => {
    const announced: unknown[] = [];
    const announce: Announce = (type, ticket) => {
      announced.push(payloadOf(type, ticket));
      return [];
    };
    const desk = await startDesk(t, { announce });
    const ticket = await open(desk);
    const mei = await newBrowser(desk, 'mei');
    await mei.json('POST', `/tickets/${ticket.number}/claim`);
    const view = await result(mei, ticket.number, {
      result: 'solved',
      conclusion: ' 已补发 ',
      note: '备用库存',
    });
    assert.deepEqual([view.conclusion, view.notes[0]?.text], ['已补发', '备用库存']);
    const asMember = async () =>
      (await desk.get(`/v1/tickets/${ticket.number}`, bearer(ticket.key))).text();
    const seen = await asMember();
    assert.equal((JSON.parse(seen) as { conclusion?: string }).conclusion, '已补发');
    assert.ok(!seen.includes('备用库存'));
    assert.ok(!/已补发|备用库存|王小雨/.test(JSON.stringify(announced)));
  });

  it('keeps no name and no answer after the member’s data is erased', async (t) => {
    const desk = await startDesk(t);
    const ticket = await open(desk);
    const mei = await newBrowser(desk, 'mei');
    await mei.json('POST', `/tickets/${ticket.number}/claim`);
    await result(mei, ticket.number, { result: 'solved', conclusion: '已补发' });
    await desk.post(`/v1/tickets/${ticket.number}/erase`, {}, bearer(ticket.key));
    const view = await mei.json<TicketView>('GET', `/tickets/${ticket.number}`);
    assert.deepEqual(
      [view.erasedAt, view.row.name, view.row.words, view.conclusion],
      [NOW, null, null, null],
    );
  });

  it('shows what the member agreed to and when, after erasure too', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const contact = (await (await desk.get('/v1/contact')).json()) as Contact;
    const version = contact.callback?.consentVersion;
    assert.ok(version);
    const ticket = await createdTicket(desk, { consentVersion: version });
    const of = async (number: string) =>
      (await mei.json<TicketView>('GET', `/tickets/${number}`)).consent;
    assert.deepEqual(await of(ticket.number), { at: NOW, version });
    await desk.post(`/v1/tickets/${ticket.number}/erase`, {}, bearer(ticket.key));
    assert.deepEqual(await of(ticket.number), { at: NOW, version });
    assert.deepEqual(await of((await open(desk)).number), { at: NOW, version: null });
  });

  it('is refused with a conclusion that is empty or longer than 200 characters', async (t) => {
    const desk = await startDesk(t);
    const { number } = await open(desk);
    const mei = await newBrowser(desk, 'mei');
    await mei.json('POST', `/tickets/${number}/claim`);
    for (const conclusion of [' ', '补'.repeat(201)]) {
      const answer = await mei.send('POST', `/tickets/${number}/result`, {
        result: 'solved',
        conclusion,
      });
      assert.deepEqual([answer.status, await codeOf(answer)], [400, 'invalid-body']);
    }
  });
});

describe('search', () => {
  it('finds tickets by number, order number or last phone digits, and briefs by code', async (t) => {
    const desk = await startDesk(t);
    const [mei, boss] = [
      await newBrowser(desk, 'mei'),
      await newBrowser(desk, 'boss', 'supervisor'),
    ];
    const ticket = await createdTicket(desk, { phone: PHONE, order: 'DJ20261123000001ABCD' });
    await createdTicket(desk);
    const code = (
      (await (
        await desk.post('/v1/briefs', {
          topic: 'refund',
          order: 'ABC123',
          note: '付款后没有收到卡密',
        })
      ).json()) as { code: string }
    ).code;
    const find = (q: string): Promise<FindView> =>
      mei.json('GET', `/find?q=${encodeURIComponent(q)}`);
    const spoken = `${ticket.number.slice(0, 6)}-${ticket.number.slice(6, 11)}-${ticket.number.slice(11)}`;
    for (const q of [
      ticket.number,
      spoken,
      ` ${spoken} `,
      'dj20261123000001abcd',
      '4321',
      '４３２１',
    ]) {
      assert.deepEqual(
        (await find(q)).tickets.map(({ number, phone }) => [number, phone]),
        [[ticket.number, '139****4321']],
        q,
      );
    }
    const { tickets, brief } = await find(`${code.slice(0, 3)} ${code.slice(3)}`);
    assert.deepEqual(
      [tickets, brief?.topic, brief?.orderNumber, brief?.note, brief?.line],
      [[], 'refund', 'ABC123', '付款后没有收到卡密', 'public'],
    );
    for (const q of ['', ' ', '999999', '0000', 'x'.repeat(65), PHONE])
      assert.deepEqual(await find(q), { tickets: [] }, q);

    const { entries } = await boss.json<AuditView>('GET', '/audit');
    const searches = entries.filter(({ action }) => action === 'tickets.searched');
    assert.deepEqual([...new Set(searches.map(({ detail }) => detail))].sort(), [
      'brief-code',
      'order-number',
      'phone-tail',
      'ticket-number',
    ]);
    for (const value of [code, PHONE, 'dj2026', '4321'])
      assert.ok(!JSON.stringify(searches).toLowerCase().includes(value), value);
  });
});

describe('the wall', () => {
  it('counts tickets, and its CSV export contains no formulas', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const [ticket] = [await createdTicket(desk), await createdTicket(desk)];
    await mei.json('POST', `/tickets/${ticket.number}/claim`);
    await mei.json('POST', `/tickets/${ticket.number}/call`);
    await result(mei, ticket.number, { result: 'solved' });
    await desk.post(
      `/v1/tickets/${ticket.number}/feedback`,
      { rating: 5, comment: '=谢谢' },
      bearer(ticket.key),
    );
    const wall = await mei.json<WallView>('GET', '/wall?days=30');
    assert.deepEqual(
      [wall.days, wall.byDay.length, wall.now.waiting, wall.outcomes.solved, wall.ratings],
      [30, 30, 1, 1, [0, 0, 0, 0, 1]],
    );
    assert.equal((await mei.json<WallView>('GET', '/wall')).days, 1);

    const answer = await mei.send('GET', '/wall.csv?days=30');
    assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.equal(
      answer.headers.get('content-disposition'),
      'attachment; filename="hotline-2026-11-23-30d.csv"',
    );
    const table = await answer.text();
    assert.equal(table.trim().split('\r\n').length, 3);
    assert.doesNotMatch(table, /(?:^|,)"?[=+@]/m);
  });
});

describe('an extension', () => {
  it('of the phone that a member wrote is shown to all agents, and dialled by the one who calls', async (t) => {
    const desk = await startDesk(t);
    const asked = await createdTicket(desk, { phone: '0755-8376 5566 转 8001' });
    assert.equal(asked.phone, '0755****566 转 8001');
    const mei = await newBrowser(desk, 'mei');
    const { rows } = await mei.json<QueueView>('GET', '/queue');
    assert.equal(rows[0]?.phone, '0755****566 转 8001');
    const claimed = await mei.json<TicketView>('POST', `/tickets/${asked.number}/claim`);
    assert.deepEqual(
      [claimed.phone, claimed.dial],
      ['0755-8376 5566 转 8001', 'tel:+8675583765566,,8001'],
    );
  });

  it('is not told to webhooks, as the number is not', async (t) => {
    const announced: string[] = [];
    const announce: Announce = (type, ticket) => {
      announced.push(JSON.stringify(payloadOf(type, ticket)));
      return [];
    };
    const desk = await startDesk(t, { announce });
    await createdTicket(desk, { phone: '0755-8376 5566 转 8001' });
    assert.equal(announced.length, 1);
    assert.doesNotMatch(announced.join(), /8001|5566/);
  });

  it('is none of a privacy number, which is dialled as at home', async (t) => {
    const desk = await startDesk(t);
    const asked = await createdTicket(desk, { phone: '700 1234 5678 9012' });
    assert.equal(asked.phone, '700****9012');
    const mei = await newBrowser(desk, 'mei');
    const { phone, dial } = await mei.json<TicketView>('POST', `/tickets/${asked.number}/claim`);
    assert.deepEqual([phone, dial], ['700 1234 5678 9012', 'tel:700123456789012']);
  });
});

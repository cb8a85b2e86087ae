import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import type { ConfigInput } from '../../../../src/contract/config.ts';
import type { Contact } from '../../../../src/contract/contact.ts';
import { ChallengeSchema } from '../../../../src/contract/challenge.ts';
import { ProblemSchema } from '../../../../src/contract/problem.ts';
import type { Language } from '../../../../src/contract/text.ts';
import { CreatedTicketSchema, type CreatedTicket } from '../../../../src/contract/ticket.ts';
import { isTicketNumber } from '../../../../src/core/ticket-number.ts';
import { checkDeskConfig } from '../../../src/config/desk-config.ts';
import type { CurrentConfig } from '../../../src/config/live-config.ts';
import {
  bearer,
  CALLBACK,
  checkedShop,
  createdTicket,
  DAY,
  deskInput,
  freshKey,
  freshPhone,
  memberToken,
  MINUTE,
  NOW,
  query,
  shopInput,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';
import { prove } from '../../support/prove.ts';
import { bookingShop, nextHour, slotsOf, stored } from '../../support/situations.ts';

const codeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  v.parse(ProblemSchema, await answer.json()).code,
];

const countTickets = async (url: string): Promise<unknown> =>
  (await query(url, 'select count(*) as n from ticket'))[0]?.n;

describe('POST /v1/callbacks', () => {
  it('stores a ticket and answers with it', async (t) => {
    const desk = await startDesk(t);
    const answer = await desk.post(
      '/v1/callbacks',
      {
        ...CALLBACK,
        topic: 'refund',
        order: 'DJ20261123',
        note: '未到账',
        occurredAt: '2026-11-23T01:30:00Z',
      },
      { ...freshKey(), ...bearer(await memberToken('diamond')) },
    );
    assert.equal(answer.status, 201);
    const ticket = v.parse(CreatedTicketSchema, await answer.json());
    assert.ok(isTicketNumber(ticket.number));
    assert.equal(ticket.number.slice(0, 6), '261123');
    assert.equal(answer.headers.get('location'), `/v1/tickets/${ticket.number}`);
    assert.ok(Buffer.from(ticket.key, 'base64url').length >= 16);
    assert.equal(ticket.phone, '138****8000');
    assert.equal(ticket.topic, '退款');
    assert.deepEqual(ticket.callsFrom, ['400-300-0003']);
    assert.deepEqual(ticket.line, { label: '钻石专线', timeZone: 'Asia/Shanghai' });
    assert.deepEqual(ticket.timeline, [{ at: new Date(NOW).toISOString(), status: 'waiting' }]);

    const { keyHash: _, passphrase: __, timeline, ...kept } = await stored(desk, ticket.number);
    assert.deepEqual(timeline, [
      { at: NOW, status: 'waiting', kind: 'status', actor: 'member', agent: null },
    ]);
    assert.deepEqual(kept, {
      number: ticket.number,
      origin: 'callback',
      member: 'member-1',
      memberName: null,
      tier: 'diamond',
      line: 'diamond',
      phone: '+8613800138000',
      extension: null,
      phoneTail: '8000',
      topic: 'refund',
      orderNumber: 'DJ20261123',
      occurredAt: NOW - 30 * MINUTE,
      note: '未到账',
      conclusion: null,
      urgent: false,
      senior: false,
      language: 'zh-CN',
      status: 'waiting',
      createdAt: NOW,
      dueAt: NOW + 20 * MINUTE,
      promiseMinutes: 20,
      windowFrom: null,
      windowTo: null,
      notBefore: null,
      mergedInto: null,
      attachments: 0,
      attempts: 0,
      claimedBy: null,
      claimedAt: null,
      claimUntil: null,
      firstCallAt: null,
      firstCallDueAt: null,
      callStartedAt: null,
      talkMs: 0,
      closedAt: null,
      outcome: null,
      nudgedAt: null,
      reportedAt: null,
      inquiries: [],
      answeredAt: null,
      consentAt: NOW,
      consentVersion: null,
      overdueAt: null,
      rating: null,
      feedback: null,
      ratedAt: null,
      erasedAt: null,
    });
  });

  describe('without a phone number', () => {
    const { phone: _, ...body } = CALLBACK;
    const post = async (desk: Desk, claims?: Record<string, unknown>) =>
      desk.post('/v1/callbacks', body, {
        ...freshKey(),
        ...(claims && bearer(await memberToken('diamond', { claims }))),
      });

    it("calls the number in the member's token", async (t) => {
      const desk = await startDesk(t);
      const answer = await post(desk, { phone: '0755-8376 5566 转 8001' });
      assert.equal(answer.status, 201);
      const { number, phone } = (await answer.json()) as CreatedTicket;
      assert.equal(phone, '0755****566 转 8001');
      const kept = await stored(desk, number);
      assert.deepEqual([kept.phone, kept.extension], ['+8675583765566', '8001']);
    });

    for (const [who, claims, reason] of [
      ['a guest', undefined, 'empty'],
      ['a member whose token has no number', {}, 'empty'],
      ['a member whose token has another kind of value', { phone: 13800138000 }, 'empty'],
      ['a member whose number cannot be called back', { phone: '95588' }, 'service'],
    ] as const)
      it(`refuses ${who}, and says why at the field`, async (t) => {
        const desk = await startDesk(t);
        const answer = await post(desk, claims);
        const { code, errors } = v.parse(ProblemSchema, await answer.json());
        assert.deepEqual(
          [answer.status, code, errors],
          [422, 'phone-not-callable', [{ pointer: '/phone', code: reason }]],
        );
      });

    it('counts towards the limit of the number', async (t) => {
      const desk = await startDesk(t, { desk: { limits: { perNumberPerDay: 1 } } });
      assert.equal((await post(desk, { phone: '13800138000' })).status, 201);
      assert.equal((await post(desk, { phone: '+86 138-0013-8000' })).status, 429);
    });
  });

  it('masks card codes and passwords, and records it for agents only', async (t) => {
    const desk = await startDesk(t);
    const body = { ...CALLBACK, note: '卡密 AB12-CD34-EF56，密码是 hunter22' };
    const key = freshKey();
    const answer = await desk.post('/v1/callbacks', body, key);
    const { number, timeline } = v.parse(CreatedTicketSchema, await answer.json());
    assert.deepEqual(
      timeline.map(({ kind }) => kind),
      [undefined],
    );
    const ticket = await stored(desk, number);
    assert.equal(ticket.note, '卡密 ****EF56，密码是 ****');
    assert.deepEqual(
      ticket.timeline.map(({ kind, actor }) => [kind, actor]),
      [
        ['status', 'member'],
        ['masked', 'desk'],
      ],
    );
    for (const table of ['ticket', 'outbox', 'idempotency'])
      assert.doesNotMatch(
        JSON.stringify(await query(desk.url, `select * from ${table}`)),
        /hunter22/,
      );
    assert.equal((await desk.post('/v1/callbacks', body, key)).status, 200);
  });

  it('stores neither the ticket key nor the Idempotency-Key', async (t) => {
    const desk = await startDesk(t);
    const { key } = await createdTicket(desk, {}, { 'Idempotency-Key': 'canary-idempotency-key' });
    const rows = JSON.stringify([
      await query(desk.url, 'select * from ticket'),
      await query(desk.url, 'select * from idempotency'),
      await query(desk.url, 'select * from setting'),
    ]);
    assert.ok(!rows.includes(key));
    assert.ok(!rows.includes('canary-idempotency-key'));
  });

  it("sets the due time by the tier's promise and the shop's factors, within open hours", async (t) => {
    const desk = await startDesk(t);
    const dueMinutes = async (body: object, tier?: string): Promise<number> => {
      const { dueAt = '' } = await createdTicket(
        desk,
        body,
        tier
          ? bearer(await memberToken(tier, { claims: { exp: desk.clock.now / 1000 + 300 } }))
          : {},
      );
      return (Date.parse(dueAt) - desk.clock.now) / MINUTE;
    };
    assert.equal(await dueMinutes({}), 240);
    assert.equal(await dueMinutes({}, 'diamond'), 20);
    assert.equal(await dueMinutes({ urgent: true }, 'diamond'), 10);
    assert.equal(await dueMinutes({ urgent: true, senior: true }, 'diamond'), 5);
    // Half an hour before the VIP line closes: the other half hour passes the next morning.
    desk.clock.now = Date.parse('2026-11-23T09:30:00Z');
    assert.equal(await dueMinutes({}, 'vip'), 30 + 15 * 60 + 30);
  });

  it('ignores a mark that the shop does not offer, and does not store it', async (t) => {
    const desk = await startDesk(t, { shop: { ...shopInput, callbacks: { promiseMinutes: 240 } } });
    const { dueAt } = await createdTicket(desk, { urgent: true, senior: true });
    assert.equal(dueAt, new Date(NOW + 240 * MINUTE).toISOString());
    assert.deepEqual(await query(desk.url, 'select urgent, senior from ticket'), [
      { urgent: 0, senior: 0 },
    ]);
  });

  it('sets no due time when the work calendar does not reach far enough', async (t) => {
    const hours = {
      weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
      workCalendar: true,
    };
    const shop: ConfigInput = {
      ...shopInput,
      lines: { ...shopInput.lines, public: { ...shopInput.lines.public, hours } },
      workCalendar: { through: '2026-11-01', holidays: [], workdays: [] },
    };
    const desk = await startDesk(t, { shop });
    const ticket = await createdTicket(desk);
    assert.equal('dueAt' in ticket, false);
    assert.deepEqual(await query(desk.url, 'select due_at from ticket'), [{ due_at: null }]);
  });

  it('accepts a callback with a bad token, without the tier', async (t) => {
    const desk = await startDesk(t);
    await createdTicket(desk, {}, bearer('rubbish'));
    assert.deepEqual(await query(desk.url, 'select member, tier, line from ticket'), [
      { member: null, tier: null, line: 'public' },
    ]);
  });

  it('makes a passphrase of two words in the language of the member', async (t) => {
    const desk = await startDesk(t);
    const shape: Record<Language, RegExp> = {
      'zh-CN': /^\p{Script=Han}{2} \p{Script=Han}{2}$/u,
      'zh-TW': /^\p{Script=Han}{2} \p{Script=Han}{2}$/u,
      en: /^[a-z]+ [a-z]+$/,
    };
    for (const [language, expected] of Object.entries(shape))
      assert.match((await createdTicket(desk, { language })).passphrase, expected);
  });
});

describe('the Idempotency-Key', () => {
  it('gives a repeated request the same ticket and key, marked as a replay', async (t) => {
    const desk = await startDesk(t);
    const headers = freshKey();
    const first = await desk.post('/v1/callbacks', CALLBACK, headers);
    desk.clock.now += 5 * MINUTE;
    const again = await desk.post('/v1/callbacks', CALLBACK, headers);
    assert.deepEqual([first.status, first.headers.get('idempotency-replayed')], [201, null]);
    assert.deepEqual([again.status, again.headers.get('idempotency-replayed')], [200, 'true']);
    assert.equal(again.headers.get('location'), first.headers.get('location'));
    const { asOf: _, ...rest } = v.parse(CreatedTicketSchema, await again.json());
    const { asOf: __, ...original } = v.parse(CreatedTicketSchema, await first.json());
    assert.deepEqual(rest, original);
    assert.equal(await countTickets(desk.url), 1);
  });

  it('is refused with another body, and nothing changes', async (t) => {
    const desk = await startDesk(t);
    const headers = freshKey();
    await desk.post('/v1/callbacks', CALLBACK, headers);
    const other = await desk.post('/v1/callbacks', { ...CALLBACK, note: 'another' }, headers);
    assert.deepEqual(await codeOf(other), [422, 'idempotency-key-reused']);
    assert.equal(await countTickets(desk.url), 1);
  });

  it('is forgotten after a day', async (t) => {
    const desk = await startDesk(t);
    const headers = freshKey();
    await desk.post('/v1/callbacks', CALLBACK, headers);
    desk.clock.now += DAY - 1;
    assert.equal((await desk.post('/v1/callbacks', CALLBACK, headers)).status, 200);
    desk.clock.now += 1;
    assert.equal((await desk.post('/v1/callbacks', CALLBACK, headers)).status, 201);
    assert.deepEqual(await query(desk.url, 'select count(*) as n from idempotency'), [{ n: 1 }]);
  });

  it('is not used up by a refused request', async (t) => {
    const desk = await startDesk(t);
    const headers = freshKey();
    assert.equal(
      (await desk.post('/v1/callbacks', { ...CALLBACK, topic: 'nothing' }, headers)).status,
      422,
    );
    assert.equal((await desk.post('/v1/callbacks', CALLBACK, headers)).status, 201);
  });

  it('gives the stored ticket, whatever would refuse the request by now', async (t) => {
    const shopWith = (change: Partial<ConfigInput>): CurrentConfig => ({
      shop: checkedShop({ ...shopInput, ...change }),
      desk: deskConfig,
    });
    const deskConfig = await checkDeskConfig(
      { ...deskInput, limits: { ...deskInput.limits, perAddressPerHour: 1, perNumberPerDay: 1 } },
      {},
    );
    let config = shopWith({ callbacks: bookingShop.callbacks });
    const desk = await startDesk(t, { config: { current: () => config } });
    const body = { ...CALLBACK, topic: 'refund', when: nextHour() };
    const headers = freshKey();
    const first = await desk.post('/v1/callbacks', body, headers);
    assert.equal(first.status, 201);
    const { number, key } = v.parse(CreatedTicketSchema, await first.json());
    const situations: Record<string, () => void> = {
      'both limits are reached': () => undefined,
      'the topic was removed': () => (config = shopWith({ topics: [] })),
      'slots were removed': () => (config = shopWith({ callbacks: { promiseMinutes: 240 } })),
      'callbacks were removed': () => (config = shopWith({ callbacks: undefined })),
      'the slot has passed': () => (desk.clock.now += 12 * 60 * MINUTE),
    };
    for (const [situation, happen] of Object.entries(situations)) {
      happen();
      const again = await desk.post('/v1/callbacks', body, headers);
      assert.equal(again.status, 200, situation);
      assert.equal(again.headers.get('idempotency-replayed'), 'true');
      const found = v.parse(CreatedTicketSchema, await again.json());
      assert.deepEqual([found.number, found.key], [number, key], situation);
    }
    assert.deepEqual(
      await codeOf(await desk.post('/v1/callbacks', { ...body, note: 'another' }, headers)),
      [422, 'idempotency-key-reused'],
    );
  });

  it('makes one ticket of fifty requests at once', async (t) => {
    const desk = await startDesk(t);
    const headers = freshKey();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => desk.post('/v1/callbacks', CALLBACK, headers)),
    );
    const tickets = (await Promise.all(answers.map((answer) => answer.json()))) as CreatedTicket[];
    assert.equal(new Set(tickets.map(({ number, key }) => `${number} ${key}`)).size, 1);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [
      ...Array<number>(49).fill(200),
      201,
    ]);
    assert.equal(await countTickets(desk.url), 1);
  });

  it('makes fifty tickets of fifty requests with different keys', async (t) => {
    const desk = await startDesk(t);
    const tickets = await Promise.all(Array.from({ length: 50 }, () => createdTicket(desk)));
    assert.equal(new Set(tickets.map(({ number }) => number)).size, 50);
    assert.equal(new Set(tickets.map(({ key }) => key)).size, 50);
  });
});

describe('a ticket that cannot be stored', () => {
  it('gets another number when its number is in use', async (t) => {
    // The first few tickets draw the same three bytes.
    let draws = 0;
    const desk = await startDesk(t, {
      random: (count) => (++draws < 20 ? new Uint8Array(count).fill(1) : randomBytes(count)),
    });
    const first = await createdTicket(desk);
    const second = await createdTicket(desk);
    assert.notEqual(first.number, second.number);
    assert.equal(await countTickets(desk.url), 2);
  });

  it('leaves nothing behind when one step of the transaction fails', async (t) => {
    const desk = await startDesk(t);
    await query(desk.url, 'alter table ticket_event rename to ticket_event_gone');
    const headers = freshKey();
    assert.deepEqual(await codeOf(await desk.post('/v1/callbacks', CALLBACK, headers)), [
      500,
      'internal',
    ]);
    assert.equal(await countTickets(desk.url), 0);
    await query(desk.url, 'alter table ticket_event_gone rename to ticket_event');
    assert.equal((await desk.post('/v1/callbacks', CALLBACK, headers)).status, 201);
  });
});

describe('the countries that a shop calls', () => {
  const abroad = { ...CALLBACK, phone: '+852 2345 6789' };

  it('are mainland China, unless the config lists others', async (t) => {
    const china = await startDesk(t);
    const refused = await china.post('/v1/callbacks', abroad, freshKey());
    assert.equal(refused.status, 422);
    const { code, errors } = v.parse(ProblemSchema, await refused.json());
    assert.deepEqual(
      [code, errors],
      ['phone-not-callable', [{ pointer: '/phone', code: 'country' }]],
    );
    const shop = {
      ...shopInput,
      callbacks: { ...shopInput.callbacks, countries: ['+86', '+852'] },
    };
    const both = await startDesk(t, { shop });
    assert.equal((await both.post('/v1/callbacks', abroad, freshKey())).status, 201);
    assert.equal((await both.post('/v1/callbacks', CALLBACK, freshKey())).status, 201);
    const premium = { ...CALLBACK, phone: '+44 900 123 4567' };
    assert.equal((await both.post('/v1/callbacks', premium, freshKey())).status, 422);
  });

  it('are told to the widget', async (t) => {
    const desk = await startDesk(t);
    const contact = (await (await desk.get('/v1/contact')).json()) as Contact;
    assert.deepEqual(contact.callback?.countries, ['+86']);
  });
});

describe('the limit per phone number', () => {
  it('allows three callbacks a day, however the number is written, and says in Retry-After when the next is possible', async (t) => {
    const desk = await startDesk(t);
    for (const phone of ['13800138000', '138-0013-8000', '+86 138 0013 8000'])
      await createdTicket(desk, { phone });
    desk.clock.now += 60 * MINUTE;
    const refused = await desk.post('/v1/callbacks', CALLBACK, freshKey());
    assert.equal(refused.headers.get('retry-after'), String(23 * 3600));
    assert.deepEqual(await codeOf(refused), [429, 'too-many-for-number']);
    assert.equal(
      (await desk.post('/v1/callbacks', { ...CALLBACK, phone: freshPhone() }, freshKey())).status,
      201,
    );
  });

  it('counts open callbacks after a day, but not closed ones', async (t) => {
    const desk = await startDesk(t);
    for (let made = 0; made < 3; made++) await createdTicket(desk, { phone: CALLBACK.phone });
    desk.clock.now += DAY;
    const refused = await desk.post('/v1/callbacks', CALLBACK, freshKey());
    assert.equal(refused.headers.get('retry-after'), '3600');
    assert.deepEqual(await codeOf(refused), [429, 'too-many-for-number']);
    await query(desk.url, "update ticket set status = 'solved'");
    assert.equal((await desk.post('/v1/callbacks', CALLBACK, freshKey())).status, 201);
  });

  it('counts cancelled callbacks', async (t) => {
    const desk = await startDesk(t);
    for (let made = 0; made < 3; made++) {
      const { number, key } = await createdTicket(desk, { phone: CALLBACK.phone });
      assert.equal((await desk.post(`/v1/tickets/${number}/cancel`, '', bearer(key))).status, 200);
    }
    assert.deepEqual(await codeOf(await desk.post('/v1/callbacks', CALLBACK, freshKey())), [
      429,
      'too-many-for-number',
    ]);
  });

  it('holds for parallel requests, and does not count a replay', async (t) => {
    const desk = await startDesk(t);
    const keys = Array.from({ length: 20 }, freshKey);
    const answers = await Promise.all(
      keys.map((headers) => desk.post('/v1/callbacks', CALLBACK, headers)),
    );
    assert.equal(answers.filter(({ status }) => status === 201).length, 3);
    assert.equal(answers.filter(({ status }) => status === 429).length, 17);
    const made = keys[answers.findIndex(({ status }) => status === 201)];
    assert.equal((await desk.post('/v1/callbacks', CALLBACK, made)).status, 200);
  });
});

describe('A proof of work', () => {
  const ask = (
    desk: Desk,
    headers: Record<string, string> = {},
    address = '192.0.2.1',
    key = freshKey(),
  ) =>
    desk.post(
      '/v1/callbacks',
      { ...CALLBACK, phone: freshPhone() },
      { ...key, ...headers },
      address,
    );
  const challengeFor = async (desk: Desk, key: Record<string, string>) =>
    v.parse(ChallengeSchema, await (await desk.get('/v1/challenge', key)).json());

  it('lets a guest through whose address has used up its limit', async (t) => {
    const desk = await startDesk(t, { desk: { limits: { perAddressPerHour: 1 } } });
    assert.equal((await ask(desk)).status, 201);
    const key = freshKey();
    assert.deepEqual(await codeOf(await ask(desk, {}, '192.0.2.1', key)), [429, 'proof-required']);
    const proof = prove(await challengeFor(desk, key));
    assert.equal((await ask(desk, proof, '192.0.2.1', key)).status, 201);
    const other = await ask(desk, proof);
    assert.deepEqual(await codeOf(other), [429, 'proof-required'], 'for another request');
  });

  it('lets no more than ten times as many through', async (t) => {
    const desk = await startDesk(t, { desk: { limits: { perAddressPerHour: 1 } } });
    for (let count = 0; count < 11; count++) {
      const key = freshKey();
      const proof = prove(await challengeFor(desk, key));
      const answer = await ask(desk, proof, '192.0.2.1', key);
      if (count < 10) assert.equal(answer.status, 201);
      else assert.deepEqual(await codeOf(answer), [429, 'too-many-requests']);
    }
  });

  it('is asked of guests of all addresses while the shop is flooded, and of no member', async (t) => {
    const desk = await startDesk(t, { desk: { limits: { guestsPerHour: 2 } } });
    const first = freshKey();
    const body = { ...CALLBACK, phone: freshPhone() };
    assert.equal((await desk.post('/v1/callbacks', body, first)).status, 201);
    assert.equal((await ask(desk, {}, '192.0.2.2')).status, 201);
    const third = await ask(desk, {}, '192.0.2.3');
    assert.equal(third.headers.get('retry-after'), '3600');
    assert.deepEqual(await codeOf(third), [429, 'proof-required']);
    const replay = await desk.post('/v1/callbacks', body, first);
    assert.equal(replay.status, 200, 'a repeated request has its ticket');
    assert.equal((await ask(desk, bearer(await memberToken('vip')))).status, 201);
    const key = freshKey();
    const proof = prove(await challengeFor(desk, key));
    assert.equal((await ask(desk, proof, '192.0.2.3', key)).status, 201);
    desk.clock.now += 60 * MINUTE;
    assert.equal((await ask(desk, {}, '192.0.2.3')).status, 201, 'an hour later');
  });

  it('is not needed by a member at an address whose guests have used up the limit', async (t) => {
    const desk = await startDesk(t, { desk: { limits: { perAddressPerHour: 2 } } });
    await ask(desk);
    await ask(desk);
    const member = bearer(await memberToken('vip'));
    assert.equal((await ask(desk, member)).status, 201);
    assert.equal((await ask(desk, member)).status, 201);
    const third = await ask(desk, member);
    assert.deepEqual(await codeOf(third), [429, 'too-many-requests'], 'a limit of their own');
  });

  it('has a challenge for each Idempotency-Key only', async (t) => {
    const desk = await startDesk(t);
    assert.deepEqual(await codeOf(await desk.get('/v1/challenge')), [
      400,
      'idempotency-key-missing',
    ]);
    const answer = await desk.get('/v1/challenge', freshKey());
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  });
});

describe('the limit per address', () => {
  it('counts callbacks in an hour, whatever X-Forwarded-For says', async (t) => {
    const desk = await startDesk(t, { desk: { limits: { perAddressPerHour: 2 } } });
    const ask = (address: string, claimed: string) =>
      desk.post(
        '/v1/callbacks',
        { ...CALLBACK, phone: freshPhone() },
        { ...freshKey(), 'X-Forwarded-For': claimed },
        address,
      );
    assert.equal((await ask('192.0.2.1', '203.0.113.1')).status, 201);
    assert.equal((await ask('192.0.2.1', '203.0.113.2')).status, 201);
    const refused = await ask('192.0.2.1', '203.0.113.3');
    assert.equal(refused.headers.get('retry-after'), '3600');
    assert.deepEqual(await codeOf(refused), [429, 'proof-required']);
    assert.equal((await ask('192.0.2.2', '203.0.113.1')).status, 201);
  });

  it('counts what was stored, not mistakes in a form', async (t) => {
    const desk = await startDesk(t, { desk: { limits: { perAddressPerHour: 2 } } });
    const mistakes: [object, number][] = [
      [{ phone: '1380013800' }, 422],
      [{ topic: 'nothing' }, 422],
      [{ consent: false }, 400],
      [{ when: nextHour() }, 422],
    ];
    for (let attempt = 0; attempt < 30; attempt++) {
      const [mistake, status] = mistakes[attempt % mistakes.length]!;
      const answer = await desk.post('/v1/callbacks', { ...CALLBACK, ...mistake }, freshKey());
      assert.equal(answer.status, status);
    }
    await createdTicket(desk);
    await createdTicket(desk);
    assert.deepEqual(
      await codeOf(
        await desk.post('/v1/callbacks', { ...CALLBACK, phone: freshPhone() }, freshKey()),
      ),
      [429, 'proof-required'],
    );
  });

  it('is exact for parallel requests, and takes no place in a slot when it refuses', async (t) => {
    const desk = await startDesk(t, {
      shop: bookingShop,
      desk: { limits: { perAddressPerHour: 5 } },
    });
    const when = nextHour();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        desk.post('/v1/callbacks', { ...CALLBACK, phone: freshPhone(), when }, freshKey()),
      ),
    );
    assert.equal(answers.filter(({ status }) => status === 201).length, 5);
    assert.equal(answers.filter(({ status }) => status === 429).length, 15);
    assert.equal((await slotsOf(desk)).find(({ from }) => from === when.from)?.left, 5);
    desk.clock.now += 60 * MINUTE;
    await createdTicket(desk);
  });

  it('is shared by desks on one database', async (t) => {
    const desk = await startDesk(t, { desk: { limits: { perAddressPerHour: 2 } } });
    const other = await startDesk(t, {
      url: desk.url,
      desk: { limits: { perAddressPerHour: 2 } },
    });
    await createdTicket(desk);
    await createdTicket(other);
    const body = { ...CALLBACK, phone: freshPhone() };
    assert.equal((await desk.post('/v1/callbacks', body, freshKey())).status, 429);
    assert.equal((await other.post('/v1/callbacks', body, freshKey())).status, 429);
  });

  it('counts the address that a trusted proxy saw', async (t) => {
    const desk = await startDesk(t, {
      desk: { trustProxy: true, limits: { perAddressPerHour: 1 } },
    });
    const ask = (claimed: string) =>
      desk.post(
        '/v1/callbacks',
        { ...CALLBACK, phone: freshPhone() },
        { ...freshKey(), 'X-Forwarded-For': claimed },
        '10.0.0.1',
      );
    assert.equal((await ask('203.0.113.1')).status, 201);
    assert.equal((await ask('203.0.113.2')).status, 201);
    assert.equal((await ask('198.51.100.9, 203.0.113.2')).status, 429);
  });

  it('counts every request in a minute', async (t) => {
    const desk = await startDesk(t, { desk: { limits: { requestsPerMinute: 2 } } });
    assert.equal((await desk.get('/v1/contact')).status, 200);
    assert.equal((await desk.get('/v1/tickets/1')).status, 404);
    const refused = await desk.get('/v1/contact', { Origin: 'https://shop.example' });
    assert.match(refused.headers.get('retry-after') ?? '', /^[1-9]\d?$/);
    assert.equal(refused.headers.get('access-control-allow-origin'), 'https://shop.example');
    assert.deepEqual(await codeOf(refused), [429, 'too-many-requests']);
    assert.equal((await desk.get('/health')).status, 200);
  });
});

describe('a callback request', () => {
  it('is refused with the reason when the number cannot be called back', async (t) => {
    const desk = await startDesk(t);
    const reasons: Record<string, string> = {
      '110': 'emergency',
      '400-100-0001': '400',
      '95588': 'service',
      '88888888': 'missing-area-code',
      '1380013800': 'too-short',
      abc: 'letters',
    };
    for (const [phone, reason] of Object.entries(reasons)) {
      const answer = await desk.post('/v1/callbacks', { ...CALLBACK, phone }, freshKey());
      const { code, errors } = v.parse(ProblemSchema, await answer.json());
      assert.deepEqual(
        [answer.status, code, errors],
        [422, 'phone-not-callable', [{ pointer: '/phone', code: reason }]],
        phone,
      );
    }
    assert.equal(await countTickets(desk.url), 0);
  });

  it('is refused for an unknown topic', async (t) => {
    const desk = await startDesk(t);
    for (const topic of ['nothing', 'constructor']) {
      assert.deepEqual(
        await codeOf(await desk.post('/v1/callbacks', { ...CALLBACK, topic }, freshKey())),
        [422, 'unknown-topic'],
      );
    }
  });

  describe('with a version of the consent', () => {
    const privacyOf = (retentionDays: number): ConfigInput['privacy'] => ({
      handler: '星河网络科技有限公司',
      contact: 'privacy@shop.example',
      retentionDays,
    });
    const start = async (t: Parameters<typeof startDesk>[0]) => {
      const deskConfig = await checkDeskConfig(deskInput, {});
      const configOf = (privacy: ConfigInput['privacy']): CurrentConfig => ({
        shop: checkedShop({ ...shopInput, privacy }),
        desk: deskConfig,
      });
      let config = configOf(privacyOf(90));
      const desk = await startDesk(t, { config: { current: () => config } });
      return {
        desk,
        change: (privacy: ConfigInput['privacy']) => (config = configOf(privacy)),
        shown: async (): Promise<string> => {
          const contact = (await (await desk.get('/v1/contact')).json()) as Contact;
          return contact.callback?.consentVersion ?? 'none';
        },
        ask: (consentVersion: string | undefined, headers = freshKey()) =>
          desk.post('/v1/callbacks', { ...CALLBACK, consentVersion }, headers),
      };
    };

    it('keeps which text the member agreed to, and when', async (t) => {
      const { desk, shown, ask } = await start(t);
      const version = await shown();
      const answer = await ask(version);
      assert.equal(answer.status, 201);
      const { number } = v.parse(CreatedTicketSchema, await answer.json());
      const { consentAt, consentVersion } = await stored(desk, number);
      assert.deepEqual([consentAt, consentVersion], [NOW, version]);
      desk.clock.now += MINUTE;
      const old = v.parse(CreatedTicketSchema, await (await ask(undefined)).json());
      const kept = await stored(desk, old.number);
      assert.deepEqual([kept.consentAt, kept.consentVersion], [NOW + MINUTE, null]);
    });

    it('stores nothing once the text has changed, and takes the new one', async (t) => {
      const { desk, shown, ask, change } = await start(t);
      const version = await shown();
      for (const privacy of [privacyOf(180), undefined]) {
        change(privacy);
        const headers = freshKey();
        assert.deepEqual(await codeOf(await ask(version, headers)), [409, 'consent-changed']);
        assert.equal(await countTickets(desk.url), privacy ? 0 : 1);
        assert.notEqual(await shown(), version);
        // A refusal does not use up the key.
        assert.equal((await ask(await shown(), headers)).status, 201);
      }
      change(privacyOf(90));
      assert.equal((await ask(version)).status, 201, 'the text of before is back');
    });

    it('gives the ticket that was stored before the text changed', async (t) => {
      const { desk, shown, ask, change } = await start(t);
      const version = await shown();
      const headers = freshKey();
      const first = v.parse(CreatedTicketSchema, await (await ask(version, headers)).json());
      change(privacyOf(180));
      const again = await ask(version, headers);
      assert.equal(again.status, 200);
      assert.equal(v.parse(CreatedTicketSchema, await again.json()).key, first.key);
      assert.equal(await countTickets(desk.url), 1);
    });

    it('is not taken if it is no short text', async (t) => {
      const { ask } = await start(t);
      for (const version of ['', 'x'.repeat(33)])
        assert.deepEqual(await codeOf(await ask(version)), [400, 'invalid-body']);
    });
  });

  it('is refused by a shop without callbacks', async (t) => {
    const { callbacks: _, ...shop } = shopInput;
    const desk = await startDesk(t, { shop });
    assert.deepEqual(await codeOf(await desk.post('/v1/callbacks', CALLBACK, freshKey())), [
      404,
      'callbacks-unavailable',
    ]);
  });

  it('needs an Idempotency-Key of visible ASCII', async (t) => {
    const desk = await startDesk(t);
    const headers: Record<string, string>[] = [
      {},
      { 'Idempotency-Key': '' },
      { 'Idempotency-Key': 'a b' },
      { 'Idempotency-Key': 'x'.repeat(201) },
      { 'Idempotency-Key': 'é' },
    ];
    for (const header of headers)
      assert.deepEqual(await codeOf(await desk.post('/v1/callbacks', CALLBACK, header)), [
        400,
        'idempotency-key-missing',
      ]);
    assert.equal(
      (await desk.post('/v1/callbacks', CALLBACK, { 'Idempotency-Key': 'x'.repeat(200) })).status,
      201,
    );
  });
});

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Change, Store } from '../../src/store/store.ts';
import { createStore } from '../../src/store/open.ts';
import { PRESENCE_FRESH_MS, type AgentRecord } from '../../src/domain/agent.ts';
import type { TicketRecord } from '../../src/domain/ticket.ts';
import { create, created, NOW, openStore, query, ticketRecord } from '../support/database.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

const numbers = (tickets: readonly { number: string }[]): string[] =>
  tickets.map(({ number }) => number);

const agent = (id: string, change: Partial<AgentRecord> = {}): AgentRecord => ({
  id,
  login: id,
  name: id,
  role: 'agent',
  passwordHash: 'x',
  lines: null,
  presence: 'away',
  seenAt: null,
  createdAt: NOW,
  disabledAt: null,
  ...change,
});

const added = { actor: 'root', action: 'agent.added' };

async function withAgent(store: Store, id: string): Promise<void> {
  assert.equal(await store.agents.add(agent(id), added), true);
}

const session = (token: string, agentId: string) => ({
  id: `s-${token}`,
  agent: agentId,
  tokenHash: token,
  createdAt: NOW,
  rotatedAt: NOW,
  expiresAt: NOW + DAY,
});

/** The changes that a subscriber hears while `work` runs, `min` of them at least. */
async function heard(store: Store, min: number, work: () => Promise<unknown>): Promise<Change[]> {
  const changes: Change[] = [];
  let stop = (): void => undefined;
  const enough = new Promise<void>((resolve) => {
    stop = store.subscribe((change) => {
      changes.push(change);
      if (changes.length >= min) resolve();
    });
  });
  await work();
  await enough;
  stop();
  return changes;
}

describe('store.setting', () => {
  it('keeps the first value', async (t) => {
    const store = await openStore(t);
    const values = await Promise.all(
      Array.from({ length: 20 }, () =>
        store.settings.findOrMake('secret', () => randomBytes(32).toString('base64url')),
      ),
    );
    assert.equal(new Set(values).size, 1);
    await store.close();
    const again = await openStore(t, { url: store.url });
    assert.equal(await again.settings.findOrMake('secret', () => 'another'), values[0]);
  });
});

describe('store.tickets', () => {
  it('lists the queue by due time, then by creation, with tickets without a due time last', async (t) => {
    const store = await openStore(t);
    const tickets = [
      ticketRecord({ dueAt: null, createdAt: NOW - 1 }),
      ticketRecord({ dueAt: NOW + MINUTE }),
      ticketRecord({ dueAt: NOW - MINUTE, urgent: true }),
      ticketRecord({ dueAt: NOW + MINUTE, createdAt: NOW - 1 }),
      ticketRecord({ dueAt: NOW, status: 'unreached' }),
      ticketRecord({ dueAt: NOW, status: 'solved' }),
    ];
    for (const ticket of tickets) await created(store, ticket);
    const open = await store.tickets.open();
    assert.deepEqual(
      numbers(open),
      [2, 4, 3, 1, 0].map((index) => tickets[index]?.number),
    );
    const [first] = open;
    // Every column that it has is that of the ticket, which has more.
    assert.deepEqual({ ...tickets[2], ...first }, tickets[2]);
    assert.deepEqual(
      [first?.urgent, first?.senior, first?.phone],
      [true, false, tickets[2]?.phone],
    );
  });

  it('stops after twenty tries when every ticket number is taken', async (t) => {
    const store = await openStore(t);
    let minted = 0;
    const record = ticketRecord();
    const mint = (): TicketRecord => (minted++, record);
    assert.equal(
      (await create(store, {}, { mint, idempotency: { keyHash: 'a', fingerprint: '' } })).kind,
      'created',
    );
    await assert.rejects(
      create(store, {}, { mint, idempotency: { keyHash: 'b', fingerprint: '' } }),
      /unique/i,
    );
    assert.equal(minted, 21);
  });

  it('makes a new ticket for an expired Idempotency-Key, and deletes expired keys', async (t) => {
    const store = await openStore(t);
    const idempotency = { keyHash: 'key', fingerprint: 'body' };
    const first = await created(store, {}, { idempotency });
    for (let index = 0; index < 5; index++) await created(store);
    assert.equal((await create(store, {}, { idempotency })).kind, 'replayed');
    assert.equal(
      (await create(store, {}, { idempotency: { ...idempotency, fingerprint: 'other' } })).kind,
      'key-reused',
    );
    const second = await created(store, { createdAt: NOW + DAY }, { idempotency });
    assert.notEqual(second.number, first.number);
    assert.deepEqual(await query(store.url, 'select key_hash, ticket from idempotency'), [
      { key_hash: 'key', ticket: second.number },
    ]);
  });

  it('finds tickets by number, by order number in any case, and by the last phone digits', async (t) => {
    const store = await openStore(t);
    const one = await created(store, { orderNumber: 'DJ20261123abc', phone: '+8613900001234' });
    const two = await created(store, { phone: '+8613700001234', createdAt: NOW + 1 });
    const none = await created(store);
    assert.deepEqual(numbers(await store.tickets.search({ number: none.number }, 9)), [
      none.number,
    ]);
    assert.deepEqual(numbers(await store.tickets.search({ orderNumber: 'dj20261123ABC' }, 9)), [
      one.number,
    ]);
    assert.deepEqual(numbers(await store.tickets.search({ phoneTail: '1234' }, 9)), [
      two.number,
      one.number,
    ]);
    assert.deepEqual(
      numbers(
        await store.tickets.search({ orderNumber: 'DJ20261123ABC', phoneTail: none.phoneTail }, 9),
      ).sort(),
      [one.number, none.number].sort(),
    );
    assert.deepEqual(numbers(await store.tickets.search({ phoneTail: '1234' }, 1)), [two.number]);
    assert.deepEqual(await store.tickets.search({}, 9), []);
    assert.deepEqual(await store.tickets.find('261123999999'), undefined);
  });

  it('finds earlier tickets of a member, or of the phone number for a guest', async (t) => {
    const store = await openStore(t);
    const phone = '+8613800138000';
    const first = await created(store, { member: 'm', phone });
    const second = await created(store, { member: 'm', createdAt: NOW + 1 });
    const stranger = await created(store, { phone, createdAt: NOW + 2 });
    assert.deepEqual(numbers(await store.tickets.earlier(second, 9)), [first.number]);
    assert.deepEqual(numbers(await store.tickets.earlier(stranger, 9)), [first.number]);
    assert.deepEqual(await store.tickets.earlier({ ...stranger, phone: '', member: null }, 9), []);
  });

  it('finds no earlier tickets of another guest behind the same switchboard', async (t) => {
    const store = await openStore(t);
    const phone = '+8675583765566';
    const whole = await created(store, { phone });
    const one = await created(store, { phone, extension: '8001', createdAt: NOW + 1 });
    const again = await created(store, { phone, extension: '8001', createdAt: NOW + 2 });
    assert.equal((await store.tickets.find(one.number))?.extension, '8001');
    assert.deepEqual(numbers(await store.tickets.earlier(again, 9)), [one.number]);
    assert.deepEqual(await store.tickets.earlier(whole, 9), []);
  });

  it('lists expired claims and broken promises', async (t) => {
    const store = await openStore(t);
    const held = await created(store, {
      status: 'claimed',
      claimedBy: 'a',
      claimedAt: NOW,
      claimUntil: NOW + 1,
      dueAt: NOW + 1,
    });
    await created(store, { status: 'waiting', dueAt: NOW + 1, overdueAt: NOW });
    await created(store, { status: 'cancelled', claimUntil: NOW, dueAt: NOW });
    assert.deepEqual(
      [await store.tickets.lapsed(NOW + 1), await store.tickets.overdue(NOW + 1)],
      [[], []],
    );
    assert.deepEqual(
      [await store.tickets.lapsed(NOW + 2), await store.tickets.overdue(NOW + 2)],
      [[held.number], [held.number]],
    );
    await store.tickets.renewClaims('b', NOW + MINUTE);
    assert.deepEqual(await store.tickets.lapsed(NOW + 2), [held.number]);
    await store.tickets.renewClaims('a', NOW + MINUTE);
    assert.deepEqual(await store.tickets.lapsed(NOW + 2), []);
    // A slower, older request does not shorten the claims.
    await store.tickets.renewClaims('a', NOW);
    assert.deepEqual(await store.tickets.lapsed(NOW + 2), []);
  });

  it('gives the wall all open tickets and those created, closed or rated since, without personal data', async (t) => {
    const store = await openStore(t);
    const long = NOW - 40 * DAY;
    await created(store, { createdAt: long, dueAt: NOW + 9 });
    const due = await created(store, { createdAt: long, dueAt: NOW + 1 });
    const closed = await created(store, {
      createdAt: long + 1,
      status: 'solved',
      closedAt: NOW,
      talkMs: 5000,
    });
    const rated = await created(store, {
      createdAt: long + 2,
      status: 'solved',
      closedAt: long + 3,
      ratedAt: NOW,
      talkMs: 7000,
    });
    await created(store, { createdAt: long, status: 'solved', closedAt: long + 3, talkMs: 9000 });
    const called = await created(store, {
      createdAt: long + 4,
      status: 'solved',
      closedAt: long + 5,
      firstCallAt: long + 5,
      firstCallDueAt: NOW,
    });
    const fresh = await created(store);
    const wall = await store.tickets.within(NOW, NOW + 1);
    assert.deepEqual(
      numbers(wall),
      [due, closed, rated, called, fresh].map(({ number }) => number),
    );
    assert.ok(wall.every((ticket) => !('phone' in ticket) && !('member' in ticket)));
    assert.deepEqual(await store.tickets.recentTalk('public', long, 2), [5000, 9000]);
    assert.deepEqual(await store.tickets.recentTalk('vip', long, 2), []);
  });

  it('lists tickets to erase, oldest first', async (t) => {
    const store = await openStore(t);
    const second = await created(store, { status: 'solved', closedAt: NOW - 1 });
    const first = await created(store, { status: 'cancelled', closedAt: NOW - 2 });
    await created(store, { status: 'closed', closedAt: NOW - 3, erasedAt: NOW });
    await created(store, { status: 'closed', closedAt: NOW });
    await created(store);
    assert.deepEqual(await store.tickets.erasable(NOW, 9), [first.number, second.number]);
    assert.deepEqual(await store.tickets.erasable(NOW, 1), [first.number]);
  });
});

describe('agents in the store', () => {
  it('have unique logins, and lose all sessions with a new password, a new role or when disabled', async (t) => {
    const store = await openStore(t);
    await withAgent(store, 'ann');
    await store.agents.add(agent('boss', { role: 'supervisor' }), added);
    assert.equal(await store.agents.add(agent('other', { login: 'ann' }), added), false);
    assert.deepEqual(await store.agents.byLogin('ann'), agent('ann'));
    assert.equal(await store.agents.byLogin('other'), undefined);
    const ends: [Parameters<Store['agents']['update']>[1], boolean][] = [
      [{ name: 'Ann' }, true],
      [{}, true],
      [{ disabledAt: null }, true],
      [{ passwordHash: 'y' }, false],
      [{ role: 'supervisor' }, false],
      [{ disabledAt: NOW }, false],
    ];
    for (const [index, [set, stays]] of ends.entries()) {
      assert.equal(
        await store.sessions.add(session(`t${index}`, 'ann'), index < 4 ? 'x' : 'y'),
        true,
      );
      await store.agents.update('ann', set, NOW, { actor: 'root', action: 'agent.changed' });
      assert.equal(
        (await store.sessions.find(`t${index}`, NOW)) !== undefined,
        stays,
        JSON.stringify(set),
      );
      await store.sessions.end(`s-t${index}`);
    }
    const ann = agent('ann', {
      name: 'Ann',
      passwordHash: 'y',
      role: 'supervisor',
      disabledAt: NOW,
    });
    assert.deepEqual(await store.agents.all(), [ann, agent('boss', { role: 'supervisor' })]);
    assert.equal(await store.agents.update('nobody', { name: 'x' }, NOW, added), undefined);
    assert.equal((await store.audit.list({ actor: 'root' }, 99)).length, 8);
  });

  it('get no session with a password that was replaced, and none when disabled', async (t) => {
    const store = await openStore(t);
    await withAgent(store, 'ann');
    assert.equal(await store.sessions.add(session('one', 'ann'), 'another'), false);
    await store.agents.update('ann', { disabledAt: NOW }, NOW, added);
    assert.equal(await store.sessions.add(session('two', 'ann'), 'x'), false);
    for (const token of ['one', 'two'])
      assert.equal(await store.sessions.find(token, NOW), undefined);
  });

  it('always include a supervisor, even when several processes remove them at once', async (t) => {
    const store = await openStore(t);
    const others = [await openStore(t, { url: store.url }), await openStore(t, { url: store.url })];
    const ids = ['ann', 'ben', 'cat'];
    for (const id of ids) await store.agents.add(agent(id, { role: 'supervisor' }), added);
    const [first, second, third] = [store, ...others];
    const answers = await Promise.all([
      first?.agents.update('ann', { role: 'agent' }, NOW, added),
      second?.agents.update('ben', { disabledAt: NOW }, NOW, added),
      third?.agents.update('cat', { role: 'agent' }, NOW, added),
    ]);
    assert.equal(answers.filter((answer) => answer === 'last-supervisor').length, 1);
    assert.equal(
      (await store.agents.all()).filter(
        ({ role, disabledAt }) => role === 'supervisor' && disabledAt === null,
      ).length,
      1,
    );
  });
});

describe('sessions in the store', () => {
  it('are found by their token, by the previous one for a while, and not after they expire', async (t) => {
    const store = await openStore(t);
    await withAgent(store, 'ann');
    await store.sessions.add(session('one', 'ann'), 'x');
    assert.equal(await store.sessions.rotate('s-one', 'one', 'two', NOW + 1, NOW + MINUTE), true);
    assert.equal(
      await store.sessions.rotate('s-one', 'one', 'three', NOW + 1, NOW + MINUTE),
      false,
    );
    const found = { ...session('two', 'ann'), id: 's-one', rotatedAt: NOW + 1 };
    assert.deepEqual(await store.sessions.find('two', NOW + MINUTE), {
      ...found,
      isPrevious: false,
    });
    assert.deepEqual(await store.sessions.find('one', NOW + MINUTE - 1), {
      ...found,
      isPrevious: true,
    });
    assert.equal(await store.sessions.find('one', NOW + MINUTE), undefined);
    assert.deepEqual(
      [await store.sessions.live('s-one', NOW), await store.sessions.live('s-one', NOW + DAY)],
      [true, false],
    );
    assert.equal(await store.sessions.find('two', NOW + DAY), undefined);
    await store.sessions.endExpired(NOW + DAY);
    assert.deepEqual(await query(store.url, 'select id from session'), []);
  });
});

describe('subscribers of the store', () => {
  it('hear of an agent who connects, but not of one who stays connected', async (t) => {
    const store = await openStore(t);
    const later = NOW + 20_001 + 2 * PRESENCE_FRESH_MS;
    const changes = await heard(store, 4, async () => {
      await withAgent(store, 'ann');
      await store.agents.seen('ann', NOW);
      await store.agents.seen('ann', NOW + 20_000);
      await store.agents.seen('ann', NOW + 20_000 + PRESENCE_FRESH_MS);
      await store.lines.setState('public', { wait: null }, NOW);
      await store.agents.seen('ann', later);
    });
    assert.deepEqual(changes, [
      { kind: 'team' },
      { kind: 'team' },
      { kind: 'line', line: 'public' },
      { kind: 'team' },
    ]);
    assert.equal((await store.agents.byId('ann'))?.seenAt, later);
    await store.agents.setPresence('ann', 'on-call', later + 1);
    assert.deepEqual(
      await store.agents.byId('ann'),
      agent('ann', { presence: 'on-call', seenAt: later + 1 }),
    );
  });
});

describe("a line's state in the store", () => {
  it("is kept part by part, and a supervisor's actions are logged", async (t) => {
    const store = await openStore(t);
    assert.deepEqual(await store.lines.state('public'), {});
    const closed = {
      reason: { 'zh-CN': '系统维护', en: 'Maintenance' },
      until: undefined,
      at: NOW,
    };
    const load = { waiting: 3, agents: 2, minutes: [1, 4] as const, at: NOW };
    await store.lines.setState('public', { closed }, NOW, { actor: 'ann', action: 'line.closed' });
    await store.lines.setState('public', { load }, NOW);
    assert.deepEqual(await store.lines.state('public'), { closed, load });
    const wait = { minutes: [5, 10] as const, until: NOW + MINUTE };
    await store.lines.setState(
      'public',
      { closed: null, wait, load: { waiting: 0, agents: 0, at: NOW + 1 } },
      NOW,
    );
    assert.deepEqual(await store.lines.state('public'), {
      wait,
      load: { waiting: 0, agents: 0, at: NOW + 1 },
    });
    await store.lines.setState('public', {}, NOW);
    assert.deepEqual(await store.lines.state('vip'), {});
    assert.deepEqual(
      (await store.audit.list({}, 9)).map(({ actor, action, ticket, detail, at }) => ({
        actor,
        action,
        ticket,
        detail,
        at,
      })),
      [{ actor: 'ann', action: 'line.closed', ticket: null, detail: null, at: NOW }],
    );
  });
});

describe('the audit log in the store', () => {
  it('is listed newest first, in pages, by actor and by ticket', async (t) => {
    const store = await openStore(t);
    for (let index = 0; index < 5; index++) {
      await store.audit.add(NOW + index, {
        actor: index % 2 === 0 ? 'ann' : 'bob',
        action: `a${index}`,
        ...(index > 2 && { ticket: 't' }),
      });
    }
    const actions = async (
      filter: Parameters<Store['audit']['list']>[0],
      max = 9,
    ): Promise<string[]> => (await store.audit.list(filter, max)).map(({ action }) => action);
    assert.deepEqual(await actions({}), ['a4', 'a3', 'a2', 'a1', 'a0']);
    const page = await store.audit.list({}, 2);
    assert.deepEqual(await actions({ before: page[1]?.id ?? '' }, 2), ['a2', 'a1']);
    assert.deepEqual(
      [
        await actions({ actor: 'bob' }),
        await actions({ ticket: 't' }),
        await actions({ ticket: 't', actor: 'ann' }),
      ],
      [['a3', 'a1'], ['a4', 'a3'], ['a4']],
    );
  });
});

describe('briefs in the store', () => {
  it('are found by their code until they expire, and then the code is free again', async (t) => {
    const store = await openStore(t);
    const brief = {
      code: '123456',
      createdAt: NOW,
      expiresAt: NOW + DAY,
      member: 'm',
      line: 'public',
      body: { topic: 'refund', note: '"引号"' },
    };
    assert.deepEqual(await store.briefs.add(brief), { kind: 'added' });
    assert.deepEqual(await store.briefs.add({ ...brief, createdAt: NOW + 1 }), {
      kind: 'code-taken',
    });
    const { createdAt, member, line, body } = brief;
    assert.deepEqual(await store.briefs.find('123456', NOW), {
      createdAt,
      member,
      tier: null,
      line,
      body,
      ticket: null,
    });
    assert.equal(await store.briefs.find('123456', NOW + DAY), undefined);
    assert.deepEqual(
      await store.briefs.add({ ...brief, createdAt: NOW + DAY, expiresAt: NOW + 2 * DAY }),
      { kind: 'added' },
    );
    await store.briefs.removeExpired(NOW + 2 * DAY);
    assert.deepEqual(await query(store.url, 'select code from brief'), []);
  });
});

describe('a closed store', () => {
  it('rejects a ping', async (t) => {
    const { url } = await openStore(t);
    const store = await createStore(url);
    await store.ping();
    await store.close();
    await assert.rejects(store.ping());
  });
});

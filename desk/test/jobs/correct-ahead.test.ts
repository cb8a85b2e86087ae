import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { checkDeskConfig } from '../../src/config/desk-config.ts';
import { fixedConfig } from '../../src/config/live-config.ts';
import { addNote, claim, giveResult, startCall } from '../../src/domain/agent-actions.ts';
import { markOverdue } from '../../src/domain/desk-actions.ts';
import { lineStatus } from '../../src/domain/line-status.ts';
import { cancel } from '../../src/domain/member-actions.ts';
import type { JobDeps } from '../../src/jobs/job.ts';
import { deleteOld } from '../../src/jobs/retention.ts';
import { correctAhead } from '../../src/jobs/watch-queue.ts';
import { createLog } from '../../src/log.ts';
import { created, NOW, openStore, query } from '../support/database.ts';
import { checkedShop, DAY, deskInput, MINUTE } from '../support/fixture.ts';
import { addAgent } from '../support/situations.ts';
import { ALL_LINES } from '../../wire/calling-hours.ts';

const HOUR = 60 * MINUTE;
const AHEAD = NOW + 200 * DAY;
const signal = new AbortController().signal;
const TELL = { 'zh-CN': '系统维护' };

/** A desk's store and jobs by a clock that tests set. */
async function open(t: TestContext, url?: string) {
  const clock = { now: NOW };
  const store = await openStore(t, {
    ...(url !== undefined && { url }),
    clock: () => clock.now,
    announce: (type, { number }) => [
      { target: 'webhook:shop', type, payload: JSON.stringify({ data: { number } }) },
    ],
  });
  const config = fixedConfig({ shop: checkedShop(), desk: await checkDeskConfig(deskInput, {}) });
  const deps: JobDeps = { store, config, clock: () => clock.now, log: createLog('silent') };
  const shop = config.current().shop;
  async function notReached(number: string, now: number): Promise<void> {
    for (const rule of [
      claim({ agent: 'li', now }),
      startCall({ agent: 'li', now }),
      addNote({ agent: 'li', text: '没人接', now }),
      giveResult({ agent: 'li', now, result: { result: 'not-reached' }, shop }),
    ])
      assert.ok((await store.tickets.change(number, now, rule)).ok);
  }
  return { store, clock, deps, notReached };
}

describe('correctAhead', () => {
  it('lets a member be called again who was not reached while the clock was ahead', async (t) => {
    const { store, clock, deps, notReached } = await open(t);
    const [one, other] = [await created(store), await created(store)];
    clock.now = AHEAD;
    await notReached(one.number, AHEAD);
    await correctAhead(deps, signal);
    assert.equal((await store.tickets.find(one.number))?.notBefore, AHEAD + 10 * MINUTE);

    clock.now = NOW + MINUTE;
    await correctAhead(deps, signal);
    const ticket = await store.tickets.find(one.number);
    assert.deepEqual(
      [ticket?.notBefore, ticket?.timeline.map(({ at }) => at)],
      [NOW + 11 * MINUTE, [NOW, ...Array<number>(3).fill(NOW + MINUTE)]],
    );
    assert.deepEqual(
      (await store.tickets.notes(one.number)).map(({ at }) => at),
      [NOW + MINUTE],
    );
    assert.deepEqual(await store.tickets.find(other.number), other);
    const [entry] = await store.audit.list({ actor: 'desk' }, 9);
    assert.deepEqual([entry?.action, entry?.ticket], ['ticket.times-corrected', one.number]);

    const now = NOW + 12 * MINUTE;
    clock.now = now;
    const next = await store.tickets.changeNext(now, ALL_LINES, claim({ agent: 'li', now }));
    assert.ok(next.ok && next.ticket.number === one.number);
    await correctAhead(deps, signal);
    assert.equal((await store.audit.list({ actor: 'desk' }, 9)).length, 1, 'once');
  });

  it('announces a promise again that is broken only now', async (t) => {
    const { store, clock, deps } = await open(t);
    const { number } = await created(store, { dueAt: NOW + HOUR });
    clock.now = AHEAD;
    assert.ok((await store.tickets.change(number, AHEAD, markOverdue({ now: AHEAD }))).ok);
    clock.now = NOW;
    await correctAhead(deps, signal);
    assert.deepEqual(await store.tickets.overdue(NOW + HOUR + 1), [number]);
  });

  it('changes nothing while the clock is behind', async (t) => {
    const { store, clock, deps } = await open(t);
    const ticket = await created(store, { dueAt: NOW + HOUR });
    const closed = { reason: TELL, until: NOW + HOUR, at: NOW };
    await store.lines.setState('public', { closed }, NOW);
    clock.now = NOW - 15_000 * DAY;
    await correctAhead(deps, signal);
    assert.deepEqual(await store.tickets.find(ticket.number), ticket);
    assert.deepEqual((await store.lines.state('public')).closed, closed);
  });

  it('opens a line in time that was closed while the clock was ahead', async (t) => {
    const { store, clock, deps } = await open(t);
    const heard: string[] = [];
    clock.now = AHEAD;
    const closed = { reason: TELL, until: AHEAD + 30 * MINUTE, at: AHEAD };
    await store.lines.setState('public', { closed }, AHEAD);
    clock.now = NOW;
    store.subscribe((change) => {
      if (change.kind === 'line') heard.push(change.line);
    });
    await correctAhead(deps, signal);
    const state = await store.lines.state('public');
    assert.deepEqual(state.closed, { reason: TELL, until: NOW + 30 * MINUTE, at: NOW });
    assert.deepEqual(heard, ['public']);
    const hoursAt = () => ({ state: 'open', asOf: '' }) as const;
    const facts = { hoursAt, timeZone: 'UTC', state, agents: [], waiting: 0, talk: [] };
    assert.equal(lineStatus({ ...facts, now: NOW }).status.state, 'closed');
    assert.equal(lineStatus({ ...facts, now: NOW + HOUR }).status.state, 'open');
    const [entry] = await store.audit.list({ actor: 'desk' }, 1);
    assert.deepEqual([entry?.action, entry?.detail], ['line.times-corrected', 'public']);
  });

  it('corrects at once when an operator says that the clock is right', async (t) => {
    const ahead = await open(t);
    const { number } = await created(ahead.store, { dueAt: NOW + HOUR });
    // The desk has come to believe the wrong clock: everything it knows is from then.
    await ahead.store.settings.put('sure-time', String(AHEAD));
    await ahead.store.settings.put('passed-time', String(AHEAD));
    const desk = await open(t, ahead.store.url);
    assert.ok((await desk.store.tickets.change(number, AHEAD, markOverdue({ now: AHEAD }))).ok);
    await correctAhead(desk.deps, signal);
    assert.equal((await desk.store.tickets.find(number))?.overdueAt, AHEAD);

    await ahead.store.time.trust(NOW);
    await correctAhead(desk.deps, signal);
    assert.equal((await desk.store.tickets.find(number))?.overdueAt, null);
  });
});

describe('a wait that a supervisor set while the clock was ahead', () => {
  it('is not shown once the clock is right', () => {
    const hoursAt = () => ({ state: 'open', asOf: '' }) as const;
    const wait = { minutes: [5, 10] as const, until: AHEAD + HOUR };
    const facts = { hoursAt, timeZone: 'UTC', agents: [], waiting: 0, talk: [], now: NOW };
    assert.equal(lineStatus({ ...facts, state: { wait } }).source, 'hours');
    const right = { ...wait, until: NOW + HOUR };
    assert.equal(lineStatus({ ...facts, state: { wait: right } }).source, 'supervisor');
  });
});

describe('what was kept for a time only while the clock was ahead', () => {
  it('is kept for as long as it would be from now', async (t) => {
    const { store, clock, deps } = await open(t);
    const { number } = await created(store, {}, { idempotency: { keyHash: 'k', fingerprint: '' } });
    clock.now = AHEAD;
    assert.ok((await store.tickets.change(number, AHEAD, cancel({ now: AHEAD }))).ok);
    const [first, second, third] = await store.outbox.list('pending', 9);
    await store.outbox.delivered([first?.id ?? ''], AHEAD);
    await created(store, { createdAt: AHEAD });
    await store.outbox.failed([second?.id ?? ''], '500', AHEAD + HOUR);
    await store.outbox.failed([second?.id ?? ''], '500', undefined);
    assert.equal(third, undefined);
    const { id: agent } = await addAgent(store, { passwordHash: 'x' });
    const times = { createdAt: AHEAD, rotatedAt: AHEAD, expiresAt: AHEAD + DAY / 2 };
    assert.ok(await store.sessions.add({ id: 's', agent, tokenHash: 't', ...times }, 'x'));
    await store.briefs.add({
      code: '123456',
      createdAt: AHEAD,
      expiresAt: AHEAD + DAY,
      member: null,
      line: 'public',
      body: {},
    });

    clock.now = NOW;
    await deleteOld(deps, signal);
    await correctAhead(deps, signal);
    const read = (sql: string) => query(store.url, sql);
    assert.deepEqual(await read('select expires_at from brief'), [{ expires_at: NOW + DAY }]);
    assert.deepEqual(await read('select id from session'), []);
    assert.deepEqual(
      await read('select status, delivered_at, next_at from outbox order by status, next_at'),
      [
        { status: 'dead', delivered_at: null, next_at: NOW },
        { status: 'delivered', delivered_at: NOW, next_at: AHEAD },
        { status: 'pending', delivered_at: null, next_at: NOW },
      ],
    );
    assert.equal((await store.tickets.find(number))?.closedAt, NOW);
  });
});

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { checkDeskConfig } from '../../src/config/desk-config.ts';
import { CLAIM_MS } from '../../src/domain/agent.ts';
import { claim } from '../../src/domain/agent-actions.ts';
import type { JobDeps } from '../../src/jobs/job.ts';
import { startJobs, type Every } from '../../src/jobs/start-jobs.ts';
import { lapseClaims, markOverdueTickets } from '../../src/jobs/watch-queue.ts';
import { fixedConfig } from '../../src/config/live-config.ts';
import { createLog } from '../../src/log.ts';
import type { Announce, Store } from '../../src/store/store.ts';
import { created, openStore } from '../support/database.ts';
import { until } from '../support/deliver.ts';
import { checkedShop, deskInput, MINUTE, NOW } from '../support/fixture.ts';

const running = new AbortController().signal;
/** Announces broken promises to one receiver. */
const announce: Announce = (type, { number }) =>
  type === 'callback.overdue'
    ? [{ target: 'webhook:shop', type, payload: JSON.stringify({ data: { number } }) }]
    : [];

async function depsOf(store: Store, change: Partial<JobDeps> = {}): Promise<JobDeps> {
  const config = fixedConfig({ shop: checkedShop(), desk: await checkDeskConfig(deskInput, {}) });
  return { store, config, clock: () => NOW, log: createLog('silent'), ...change };
}

async function claimed(store: Store): Promise<string> {
  const { number } = await created(store);
  const outcome = await store.tickets.change(number, NOW, claim({ agent: 'li', now: NOW }));
  assert.ok(outcome.ok);
  return number;
}

const told = async (store: Store): Promise<string[]> =>
  (await store.outbox.list('pending', 99)).map(
    ({ type, payload }) =>
      `${type} ${(JSON.parse(payload) as { data: { number: string } }).data.number}`,
  );

describe('lapseClaims', () => {
  it('returns the tickets of agents who are gone, and keeps claims that were extended', async (t) => {
    const store = await openStore(t);
    const [lost, kept] = [await claimed(store), await claimed(store)];
    const now = NOW + CLAIM_MS + 1;
    await store.tickets.change(kept, NOW, claim({ agent: 'li', now }));
    await lapseClaims(await depsOf(store, { clock: () => now }), running);
    assert.deepEqual((await store.tickets.find(lost))?.status, 'waiting');
    assert.deepEqual((await store.tickets.find(kept))?.claimedBy, 'li');
    const [entry] = await store.audit.list({ ticket: lost }, 1);
    assert.deepEqual([entry?.actor, entry?.action, entry?.detail], ['desk', 'ticket.lapsed', 'li']);
  });
});

describe('a claim that was made while the clock was ahead', () => {
  it('is kept by an agent who is there, and otherwise ends two minutes after the clock is right', async (t) => {
    const store = await openStore(t);
    const ahead = NOW + 200 * 1440 * MINUTE;
    const [gone, here] = [await created(store), await created(store)];
    for (const [{ number }, agent] of [
      [gone, 'li'],
      [here, 'wang'],
    ] as const)
      assert.ok((await store.tickets.change(number, ahead, claim({ agent, now: ahead }))).ok);

    await lapseClaims(await depsOf(store), running);
    assert.equal((await store.tickets.find(gone.number))?.claimUntil, NOW + CLAIM_MS);
    const later = NOW + CLAIM_MS + 1;
    await store.tickets.renewClaims('wang', later + CLAIM_MS);
    await lapseClaims(await depsOf(store, { clock: () => later }), running);
    assert.equal((await store.tickets.find(gone.number))?.claimedBy, null);
    assert.equal((await store.tickets.find(here.number))?.claimedBy, 'wang');
  });
});

describe('markOverdueTickets', () => {
  it('announces a broken promise once, even when two processes look repeatedly', async (t) => {
    const store = await openStore(t, { announce });
    const other = await openStore(t, { url: store.url, announce });
    const late = await Promise.all([1, 2, 3].map(() => created(store, { dueAt: NOW - MINUTE })));
    await created(store, { dueAt: NOW });
    const watch = (): Promise<unknown> =>
      Promise.all(
        [store, other].map(async (each) => markOverdueTickets(await depsOf(each), running)),
      );
    await watch();
    await watch();
    assert.deepEqual(
      (await told(store)).sort(),
      late.map(({ number }) => `callback.overdue ${number}`).sort(),
    );
  });
});

/** Timers that fire when the test calls `fire`. */
function createTimers(): { every: Every; fire(ms: number): void; lengths(): number[] } {
  const timers = new Set<{ ms: number; run: () => void }>();
  return {
    every: (ms, run) => {
      const timer = { ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    fire: (ms) => [...timers].filter((timer) => timer.ms === ms).forEach(({ run }) => run()),
    lengths: () => [...new Set([...timers].map(({ ms }) => ms))].sort((a, b) => a - b),
  };
}

/** A store that records the names of its calls in order. */
function countingStore(
  t: TestContext,
  answers: Record<string, () => Promise<unknown>> = {},
): { store: Store; asked: string[] } {
  const asked: string[] = [];
  const answer = (call: string): Promise<unknown> => {
    asked.push(call);
    return answers[call]?.() ?? Promise.resolve([]);
  };
  const part = (name: string) =>
    new Proxy(() => answer(name), {
      get: (_target, method) => () => answer(`${name}.${String(method)}`),
    });
  t.after(() => asked.splice(0));
  return { store: new Proxy({}, { get: (_target, name) => part(String(name)) }) as Store, asked };
}

const WATCHING = [
  'time.heed',
  'lines.correctTimes',
  'tickets.ahead',
  'tickets.shortenClaims',
  'tickets.lapsed',
  'tickets.overdue',
];
const JOBS = [
  ...WATCHING,
  'time.remember',
  'tickets.erasable',
  'outbox.prune',
  'sessions.endExpired',
  'briefs.removeExpired',
  'handoffs.removeExpired',
  'attachments.removeOld',
  'audit.prune',
  'throttle.removeExpired',
  'shopChanges.prune',
  'forgetErased',
];

describe('startJobs', () => {
  it('runs all jobs at the start, watches the queue every five seconds, and runs the rest every hour', async (t) => {
    const { store, asked } = countingStore(t);
    const timers = createTimers();
    const stop = startJobs({ ...(await depsOf(store)), every: timers.every });
    await until(() => asked.length === JOBS.length);
    assert.deepEqual([...asked].sort(), [...JOBS].sort());
    assert.equal(asked.at(-1), 'forgetErased', 'once, after everything is deleted');
    assert.deepEqual(timers.lengths(), [5_000, 3_600_000]);

    timers.fire(5_000);
    await until(() => asked.length === JOBS.length + WATCHING.length);
    assert.deepEqual(asked.slice(JOBS.length).sort(), [...WATCHING].sort());
    await stop();
    assert.deepEqual(timers.lengths(), []);
  });

  it('logs a failed job without its error text, runs it again, and goes on with the others', async (t) => {
    const { store, asked } = countingStore(t, {
      'tickets.lapsed': () => Promise.reject(new Error('canary 13800138000')),
    });
    const lines: string[] = [];
    const timers = createTimers();
    const stop = startJobs({
      ...(await depsOf(store, {
        log: createLog('info', { write: (line: string) => void lines.push(line) }),
      })),
      every: timers.every,
    });
    await until(() => lines.length === 1 && asked.length === JOBS.length);
    timers.fire(5_000);
    await until(() => lines.length === 2 && asked.length === JOBS.length + WATCHING.length);
    assert.match(lines[0] ?? '', /"job":"lapse-claims"/);
    assert.doesNotMatch(lines.join(''), /canary|13800138000/);
    await stop();
  });

  it('does not start a job that is still running, and waits for it when stopped', async (t) => {
    let finish: (numbers: string[]) => void = () => undefined;
    const { store, asked } = countingStore(t, {
      'tickets.overdue': () => new Promise((resolve) => (finish = resolve)),
    });
    const timers = createTimers();
    const stop = startJobs({ ...(await depsOf(store)), every: timers.every });
    await until(() => asked.length === JOBS.length);
    timers.fire(5_000);
    timers.fire(5_000);
    await until(() => asked.filter((call) => call === 'tickets.lapsed').length >= 2);
    assert.equal(asked.filter((call) => call === 'tickets.overdue').length, 1);

    const order: string[] = [];
    const stopped = stop().then(() => order.push('stopped'));
    order.push('finished');
    finish(['261123000017']);
    await stopped;
    assert.deepEqual(order, ['finished', 'stopped']);
    // The ticket that was found is left to the next start: a stopped job begins nothing.
    assert.ok(!asked.includes('tickets.change'));
  });
});

describe('a job over several tickets', () => {
  it('changes the others when one fails, and that one next time', async (t) => {
    const store = await openStore(t, { announce });
    const [stuck, fine] = [
      await created(store, { dueAt: NOW - 2 }),
      await created(store, { dueAt: NOW - 1 }),
    ];
    const { tickets } = store;
    const failing: typeof tickets = {
      ...tickets,
      change: (number, ...rest) =>
        number === stuck.number
          ? Promise.reject(new Error('broken'))
          : tickets.change(number, ...rest),
    };
    await markOverdueTickets(await depsOf({ ...store, tickets: failing }), running);
    assert.deepEqual(await told(store), [`callback.overdue ${fine.number}`]);
    await markOverdueTickets(await depsOf(store), running);
    assert.deepEqual(await tickets.overdue(NOW), []);
  });
});

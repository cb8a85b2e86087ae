import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { checkDeskConfig } from '../../src/config/desk-config.ts';
import { fixedConfig } from '../../src/config/live-config.ts';
import { cancel } from '../../src/domain/member-actions.ts';
import { deleteOld } from '../../src/jobs/retention.ts';
import { createLog } from '../../src/log.ts';
import { createStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createSureTime, nextKnownTime } from '../../src/store/sure-time.ts';
import { create, created, NOW, query, temporaryUrl } from '../support/database.ts';
import { checkedShop, DAY, deskInput, MINUTE } from '../support/fixture.ts';
import { addAgent } from '../support/situations.ts';

const HOUR = 60 * MINUTE;
const running = new AbortController().signal;

/** What is known when both times are the same. */
const sure = (at: number) => ({ sure: at, passed: at });

describe('nextKnownTime', () => {
  it('follows a clock that goes on, and one that is set a little', () => {
    assert.deepEqual(nextKnownTime(sure(NOW), NOW + HOUR, HOUR), sure(NOW + HOUR));
    assert.deepEqual(
      nextKnownTime(sure(NOW), NOW + HOUR + MINUTE, HOUR),
      sure(NOW + HOUR + MINUTE),
    );
    assert.deepEqual(nextKnownTime(sure(NOW), NOW - 1, 0), sure(NOW - 1));
  });

  it('goes on without a clock that is behind', () => {
    assert.deepEqual(nextKnownTime(sure(NOW), NOW - 200 * DAY, HOUR), sure(NOW + HOUR));
    assert.deepEqual(nextKnownTime(sure(NOW), NOW - 2 * MINUTE, 0), sure(NOW));
  });

  it('goes on at twice the speed after a jump, until it has caught up', () => {
    assert.deepEqual(nextKnownTime(sure(NOW), NOW + 200 * DAY, 0), sure(NOW));
    assert.deepEqual(nextKnownTime(sure(NOW), NOW + 200 * DAY, HOUR), {
      sure: NOW + 2 * HOUR,
      passed: NOW + HOUR,
    });
    let [known, wall] = [sure(NOW), NOW + 3 * DAY];
    for (let hour = 0; hour < 3 * 24; hour++) known = nextKnownTime(known, (wall += HOUR), HOUR);
    assert.deepEqual(known, sure(wall));
  });

  it('believes a clock that is right again, however long it was ahead', () => {
    let known = sure(NOW);
    for (let hour = 1; hour <= 72; hour++)
      known = nextKnownTime(known, NOW + 200 * DAY + hour * HOUR, HOUR);
    assert.deepEqual(known, { sure: NOW + 6 * DAY, passed: NOW + 3 * DAY });
    assert.deepEqual(nextKnownTime(known, NOW + 3 * DAY, 0), sure(NOW + 3 * DAY));
  });
});

describe('createSureTime', () => {
  it('is right again as soon as a clock that was behind is', () => {
    const clock = { now: NOW - 15_000 * DAY, running: 0 };
    const time = createSureTime(
      sure(NOW),
      () => clock.now,
      () => clock.running,
    );
    clock.running += 8000;
    assert.deepEqual(time.known(), sure(NOW + 8000));
    assert.equal(time.lagMs(), 0);
    assert.equal(time.aheadMs(), -15_000 * DAY - 8000);
    clock.now = NOW + 9000;
    assert.equal(time.lagMs(), 0);
    assert.deepEqual(time.known(), sure(NOW + 9000));
  });

  it('is right again as soon as a clock that was ahead is', () => {
    const clock = { now: NOW, running: 0 };
    const time = createSureTime(
      undefined,
      () => clock.now,
      () => clock.running,
    );
    clock.now += 200 * DAY;
    assert.equal(time.lagMs(), 200 * DAY);
    clock.running += 0.25;
    assert.equal(time.lagMs(), 200 * DAY, 'whole milliseconds: the database takes no others');
    clock.running += HOUR;
    clock.now = NOW + HOUR;
    assert.equal(time.lagMs(), 0);
    assert.equal(time.aheadMs(), 0);
    assert.deepEqual(time.known(), sure(NOW + HOUR));
  });
});

const TABLES = ['ticket', 'idempotency', 'session', 'brief', 'outbox', 'audit'];

async function rowsOf(url: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    const [row] = await query(url, `select count(*) as count from ${table}`);
    counts[table] = Number(row?.['count']);
  }
  return counts;
}

async function open(t: TestContext, url: string, now: number): Promise<Store> {
  const store = await createStore(url, {
    clock: () => now,
    announce: (type, { number }) => [
      { target: 'webhook:shop', type, payload: JSON.stringify({ data: { number } }) },
    ],
  });
  t.after(() => store.close());
  return store;
}

async function runJob(store: Store, now: number): Promise<{ level: number; msg: string }[]> {
  const lines: { level: number; msg: string }[] = [];
  const log = createLog('info', {
    write: (line) => void lines.push(JSON.parse(line) as { level: number; msg: string }),
  });
  const desk = await checkDeskConfig(deskInput, {});
  const config = fixedConfig({ shop: checkedShop(), desk });
  await deleteOld({ store, config, clock: () => now, log }, running);
  return lines;
}

/** A ticket that was cancelled, with a brief, a session, messages and entries of the audit log. */
async function fill(store: Store): Promise<string> {
  const { number } = await created(
    store,
    {},
    { idempotency: { keyHash: 'key', fingerprint: 'f' } },
  );
  assert.ok((await store.tickets.change(number, NOW, cancel({ now: NOW }))).ok);
  const { id } = await addAgent(store, { passwordHash: 'x' });
  const session = { id: 's', agent: id, tokenHash: 't', createdAt: NOW, rotatedAt: NOW };
  assert.ok(await store.sessions.add({ ...session, expiresAt: NOW + 12 * HOUR }, 'x'));
  await store.briefs.add({
    code: '123456',
    createdAt: NOW,
    expiresAt: NOW + DAY,
    member: null,
    line: 'public',
    body: {},
  });
  const [message] = await store.outbox.list('pending', 1);
  await store.outbox.delivered([message?.id ?? ''], NOW);
  return number;
}

describe('a desk that starts with its clock in the past', () => {
  it('deletes nothing, says so, and deletes again once the clock is right', async (t) => {
    const url = temporaryUrl(t);
    const right = await open(t, url, NOW);
    const number = await fill(right);
    const later = NOW + 200 * DAY;
    await right.settings.put('sure-time', String(later));
    const before = await rowsOf(url);

    const past = NOW - 15_000 * DAY;
    const wrong = await open(t, url, past);
    const [line] = await runJob(wrong, past);
    assert.deepEqual(await rowsOf(url), before);
    assert.equal((await wrong.tickets.find(number))?.erasedAt, null);
    assert.match(line?.msg ?? '', /the clock is behind/);
    const kept = Number(await wrong.settings.find('sure-time'));
    assert.ok(kept >= later && kept < later + MINUTE, String(kept));

    const again = await open(t, url, later + MINUTE);
    assert.deepEqual(await runJob(again, later + MINUTE), []);
    assert.equal((await again.tickets.find(number))?.erasedAt, later + MINUTE);
  });

  it('does not take back what another process is sure of', async (t) => {
    const url = temporaryUrl(t);
    const one = await open(t, url, NOW);
    const other = await open(t, url, NOW + DAY / 48);
    await one.time.remember();
    await other.time.remember();
    await one.time.remember();
    assert.equal(await one.settings.find('sure-time'), String(NOW + DAY / 48));
  });
});

describe('a desk that starts with its clock 200 days ahead', () => {
  it('deletes nothing, and says so', async (t) => {
    const url = temporaryUrl(t);
    const right = await open(t, url, NOW);
    const number = await fill(right);
    await right.time.remember();
    const before = await rowsOf(url);
    assert.ok(
      Object.values(before).every((count) => count > 0),
      JSON.stringify(before),
    );

    const later = NOW + 200 * DAY;
    const wrong = await open(t, url, later);
    const [line] = await runJob(wrong, later);
    assert.deepEqual(await rowsOf(url), before);
    assert.equal((await wrong.tickets.find(number))?.erasedAt, null);
    assert.match(line?.msg ?? '', /the clock is ahead/);
    assert.equal(line?.level, 50);
  });

  it('deletes nothing either when the database is of a version that did not remember the time', async (t) => {
    const url = temporaryUrl(t);
    const number = await fill(await open(t, url, NOW));
    const before = await rowsOf(url);
    const later = NOW + 200 * DAY;
    const wrong = await open(t, url, later);
    await runJob(wrong, later);
    assert.deepEqual(await rowsOf(url), before);
    assert.equal((await wrong.tickets.find(number))?.erasedAt, null);
  });

  it('makes no second ticket of a repeated request', async (t) => {
    const url = temporaryUrl(t);
    const idempotency = { keyHash: 'key', fingerprint: 'f' };
    const right = await open(t, url, NOW);
    const { number } = await created(right, {}, { idempotency });
    const later = NOW + 200 * DAY;
    const wrong = await open(t, url, later);
    const again = await create(wrong, { createdAt: later }, { idempotency });
    assert.ok(again.kind === 'replayed' && again.ticket.number === number);
    assert.equal((await wrong.tickets.replay(idempotency, later))?.kind, 'replayed');
    assert.equal((await wrong.tickets.findByKey('key', later))?.number, number);
  });

  it('deletes what is old once its time has come', async (t) => {
    const url = temporaryUrl(t);
    const store = await open(t, url, NOW);
    const number = await fill(store);
    const later = NOW + 200 * DAY;
    // The desk has run until half an hour ago.
    await store.settings.put('sure-time', String(later - HOUR / 2));
    const again = await open(t, url, later);
    assert.deepEqual(await runJob(again, later), []);
    assert.equal((await again.tickets.find(number))?.erasedAt, later);
    const { idempotency, session, brief, outbox } = await rowsOf(url);
    assert.deepEqual([session, brief], [0, 0]);
    assert.equal(outbox, 1, 'one message was not sent yet');
    assert.equal(idempotency, 1, 'expired keys leave with the next requests');
    assert.equal(
      await again.tickets.replay({ keyHash: 'key', fingerprint: 'f' }, later),
      undefined,
    );
  });
});

import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { createAnnounce } from '../../src/deliver/announce.ts';
import { PAUSES_MS, JITTER, nextAttempt } from '../../src/deliver/retry.ts';
import { createTestDelivery } from '../../src/deliver/test-delivery.ts';
import { LEASE_MS, POLL_MS } from '../../src/deliver/worker.ts';
import { createFetcher } from '../../src/deliver/send.ts';
import { fixedConfig } from '../../src/config/live-config.ts';
import { createStore } from '../../src/store/open.ts';
import type { Delivery, Store } from '../../src/store/store.ts';
import { create, openStore, ticketRecord } from '../support/database.ts';
import {
  configWith,
  createAt,
  createTime,
  openAnnouncingStore,
  startReceiver,
  startWorker,
  until,
  WEBHOOK_SECRET,
  webhookAt,
  type Answers,
} from '../support/deliver.ts';
import { DAY, MINUTE, NOW } from '../support/fixture.ts';

const counts = async (store: Store): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await store.outbox.counts()).map(({ target, status, count }) => [
      `${target} ${status}`,
      count,
    ]),
  );
const settled = (store: Store, ...expected: [string, number][]): Promise<void> =>
  until(async () => {
    const now = await counts(store);
    return expected.every(([key, count]) => now[key] === count);
  });

async function only(store: Store, status: 'pending' | 'dead'): Promise<Delivery> {
  const [delivery, ...more] = await store.outbox.list(status, 10);
  assert.ok(delivery && !more.length);
  return delivery;
}

describe('the delivery worker', () => {
  it('delivers the message unchanged, signed according to Standard Webhooks', async (t) => {
    const receiver = await startReceiver(t);
    const config = await configWith({ webhooks: [webhookAt(receiver)] });
    const store = await openAnnouncingStore(t, config);
    startWorker(t, store, config);
    const ticket = await createAt(store);
    await settled(store, ['webhook:shop delivered', 1]);

    const [request, ...more] = receiver.received;
    assert.ok(request && !more.length);
    assert.equal(
      (JSON.parse(request.body) as { data: { number: string } }).data.number,
      ticket.number,
    );
    assert.equal(request.headers['content-type'], 'application/json');
    const id = String(request.headers['webhook-id']);
    assert.equal(request.headers['webhook-timestamp'], String(NOW / 1000));
    const key = Buffer.from(WEBHOOK_SECRET.slice('whsec_'.length), 'base64');
    assert.equal(
      request.headers['webhook-signature'],
      `v1,${createHmac('sha256', key)
        .update(`${id}.${NOW / 1000}.${request.body}`)
        .digest('base64')}`,
    );
  });

  it('sends nothing for a change that was rolled back', async (t) => {
    const receiver = await startReceiver(t);
    const config = await configWith({ webhooks: [webhookAt(receiver)] });
    const announce = createAnnounce(() => config);
    const store = await openStore(t, {
      announce(type, record) {
        if (type === 'callback.overdue') throw new Error('half-way');
        return announce(type, record);
      },
    });
    const { wake } = startWorker(t, store, config);
    const take = { line: 'public', startsAt: NOW + DAY, capacity: 1 };
    assert.equal((await create(store, {}, { take })).kind, 'created');
    assert.equal((await create(store, {}, { take })).kind, 'slot-full');

    const ticket = ticketRecord();
    await create(store, ticket);
    const taken = await store.tickets.change(ticket.number, NOW, () => ({
      ok: true,
      change: { set: { status: 'claimed' }, announce: ['callback.claimed'], take },
    }));
    assert.equal(taken.ok, false);
    await assert.rejects(
      store.tickets.change(ticket.number, NOW, () => ({
        ok: true,
        change: { set: { nudgedAt: NOW }, announce: ['callback.nudged', 'callback.overdue'] },
      })),
      /half-way/,
    );
    assert.equal((await store.tickets.find(ticket.number))?.nudgedAt, null);
    wake();
    await settled(store, ['webhook:shop delivered', 2]);
    assert.deepEqual(await counts(store), { 'webhook:shop delivered': 2 });
    assert.deepEqual(
      receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type),
      ['callback.created', 'callback.created'],
    );
  });

  it('tries a failing receiver again, with the same id and a new timestamp', async (t) => {
    const answers: Answers = (_request, index) =>
      index === 0 ? { status: 500 } : index === 1 ? 'drop' : { status: 200 };
    const receiver = await startReceiver(t, answers);
    const config = await configWith({ webhooks: [webhookAt(receiver)] });
    const store = await openAnnouncingStore(t, config);
    const { time, later } = startWorker(t, store, config);
    await createAt(store);
    for (const [attempt, error] of [
      [1, 'HTTP 500'],
      [2, 'connection reset'],
    ] as const) {
      await until(async () => (await only(store, 'pending')).attempts === attempt);
      const { lastError, nextAt } = await only(store, 'pending');
      assert.equal(lastError, error);
      later(nextAt - time.clock());
    }
    await settled(store, ['webhook:shop delivered', 1]);
    assert.equal(receiver.received.length, 3);
    assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.equal(new Set(receiver.received.map(({ body }) => body)).size, 1);
    assert.equal(
      new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size,
      3,
    );
  });

  it('gives up after three days of failures, and sends the message again when someone asks', async (t) => {
    let status = 302;
    const receiver = await startReceiver(t, () => ({
      status,
      headers: { Location: '/elsewhere' },
    }));
    const config = await configWith({ webhooks: [webhookAt(receiver)] });
    const store = await openAnnouncingStore(t, config);
    const { time, later } = startWorker(t, store, config);
    await createAt(store);
    for (const attempts of PAUSES_MS.keys()) {
      await until(async () => (await only(store, 'pending')).attempts === attempts + 1);
      later((await only(store, 'pending')).nextAt - time.clock());
    }
    await settled(store, ['webhook:shop dead', 1]);
    const dead = await only(store, 'dead');
    assert.deepEqual([dead.attempts, dead.lastError], [PAUSES_MS.length + 1, 'HTTP 302']);
    assert.equal(receiver.received.length, PAUSES_MS.length + 1);
    const days = (time.clock() - NOW) / DAY;
    assert.ok(days > 2.5 && days < 3.8, String(days));

    time.pass(DAY);
    status = 200;
    assert.equal(
      await store.outbox.redeliver(dead.id, time.clock(), {
        actor: 'a',
        action: 'delivery.redelivered',
      }),
      true,
    );
    await settled(store, ['webhook:shop delivered', 1]);
    assert.equal(receiver.received.at(-1)?.headers['webhook-id'], dead.id);
  });

  it('gives up at once after status 410', async (t) => {
    const receiver = await startReceiver(t, () => ({ status: 410 }));
    const config = await configWith({ webhooks: [webhookAt(receiver)] });
    const store = await openAnnouncingStore(t, config);
    startWorker(t, store, config);
    await createAt(store);
    await settled(store, ['webhook:shop dead', 1]);
    assert.equal((await only(store, 'dead')).lastError, 'HTTP 410');
  });

  it('sends nothing to a receiver until its Retry-After has passed', async (t) => {
    const receiver = await startReceiver(t, (_request, index) =>
      index === 0 ? { status: 503, headers: { 'Retry-After': '600' } } : { status: 200 },
    );
    const other = await startReceiver(t);
    const config = await configWith({ webhooks: [webhookAt(receiver), webhookAt(other, 'other')] });
    const store = await openAnnouncingStore(t, config);
    const { time, later } = startWorker(t, store, config);
    await createAt(store);
    await settled(store, ['webhook:shop pending', 1], ['webhook:other delivered', 1]);
    await until(async () => (await only(store, 'pending')).attempts === 1);
    assert.ok((await only(store, 'pending')).nextAt >= NOW + 10 * MINUTE);

    later(9 * MINUTE);
    await createAt(store, time.clock());
    await settled(store, ['webhook:shop pending', 2], ['webhook:other delivered', 2]);
    assert.equal(receiver.received.length, 1);
    later(MINUTE);
    await settled(store, ['webhook:shop delivered', 2]);
  });

  it('delivers to other receivers while one does not answer', async (t) => {
    let release = (): void => undefined;
    const slow = await startReceiver(
      t,
      () =>
        new Promise((resolve) => {
          const before = release;
          release = () => (before(), resolve({ status: 200 }));
        }),
    );
    const quick = await startReceiver(t);
    const config = await configWith({
      webhooks: [webhookAt(slow, 'slow'), webhookAt(quick, 'quick')],
    });
    const store = await openAnnouncingStore(t, config);
    startWorker(t, store, config);
    for (let index = 0; index < 20; index++) await createAt(store);
    await settled(store, ['webhook:quick delivered', 20], ['webhook:slow pending', 20]);
    assert.ok(slow.received.length > 0 && slow.received.length <= 8);
    await until(async () => {
      release();
      return (await counts(store))['webhook:slow delivered'] === 20;
    });
    assert.equal(slow.received.length, 20);
  });

  it('sends each message once when two workers share a database', async (t) => {
    const receiver = await startReceiver(t);
    const config = await configWith({ webhooks: [webhookAt(receiver)] });
    const store = await openAnnouncingStore(t, config);
    // A database file is for one process: there both workers share one store.
    const other = store.url.startsWith('file:') ? store : await createStore(store.url);
    t.after(() => other.close());
    startWorker(t, store, config);
    startWorker(t, other, config);
    await Promise.all(Array.from({ length: 60 }, () => createAt(store)));
    await settled(store, ['webhook:shop delivered', 60]);
    assert.equal(receiver.received.length, 60);
    assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 60);
  });

  it('sends the messages of a killed worker once their lease has expired, not before', async (t) => {
    const receiver = await startReceiver(t);
    const config = await configWith({ webhooks: [webhookAt(receiver)] });
    const store = await openAnnouncingStore(t, config);
    await createAt(store);
    // A worker leases the message and dies.
    assert.equal((await store.outbox.take('webhook:shop', NOW, NOW + LEASE_MS, 1)).length, 1);

    const { time } = startWorker(t, store, config);
    time.pass(LEASE_MS - 1);
    await createAt(store, time.clock());
    await settled(store, ['webhook:shop delivered', 1], ['webhook:shop pending', 1]);
    await until(async () => {
      // Nothing wakes the worker: it finds the message when it polls.
      time.pass(POLL_MS);
      return (await counts(store))['webhook:shop delivered'] === 2;
    });
    assert.equal(receiver.received.length, 2);
  });

  it('finishes and records the running delivery when it is stopped, and starts no other', async (t) => {
    let release = (): void => undefined;
    const receiver = await startReceiver(
      t,
      () => new Promise((resolve) => (release = () => resolve({ status: 200 }))),
    );
    const config = await configWith({ webhooks: [webhookAt(receiver)] });
    const store = await openAnnouncingStore(t, config);
    const worker = startWorker(t, store, config);
    await createAt(store);
    await until(() => receiver.received.length === 1);
    const stopped = worker.stop();
    await createAt(store);
    worker.wake();
    release();
    await stopped;
    assert.deepEqual(await counts(store), {
      'webhook:shop delivered': 1,
      'webhook:shop pending': 1,
    });
    assert.equal(receiver.received.length, 1);
  });

  it('delivers all messages late when the database fails for a while', async (t) => {
    const receiver = await startReceiver(t);
    const config = await configWith({ webhooks: [webhookAt(receiver)] });
    const store = await openAnnouncingStore(t, config);
    let failures = 3;
    const failing =
      <Args extends unknown[], Result>(method: (...args: Args) => Promise<Result>) =>
      (...args: Args): Promise<Result> =>
        failures-- > 0 ? Promise.reject(new Error('database is away')) : method(...args);
    const outbox = {
      ...store.outbox,
      dueTargets: failing(store.outbox.dueTargets),
      take: failing(store.outbox.take),
    };
    const { time } = startWorker(t, { ...store, outbox }, config);
    await createAt(store);
    await until(async () => {
      time.pass(POLL_MS);
      return (await counts(store))['webhook:shop delivered'] === 1;
    });
    assert.ok(failures < 0);
    assert.equal(receiver.received.length, 1);
  });

  it('keeps messages for a receiver that the config does not name yet', async (t) => {
    const receiver = await startReceiver(t);
    const time = createTime();
    const config = await configWith({ webhooks: [webhookAt(receiver)] });
    const store = await openAnnouncingStore(t, config);
    const before = startWorker(t, store, await configWith({}), { time });
    await createAt(store);
    await until(async () => (await only(store, 'pending')).attempts === 1);
    assert.equal((await only(store, 'pending')).lastError, 'not in the config');
    await before.stop();
    time.pass(MINUTE);
    startWorker(t, store, config, { time });
    await settled(store, ['webhook:shop delivered', 1]);
  });
});

describe('a test delivery', () => {
  it('is sent directly to the receiver, and the result is described in words', async (t) => {
    let status = 200;
    const receiver = await startReceiver(t, () => ({ status }));
    const config = fixedConfig(
      await configWith({
        webhooks: [
          webhookAt(receiver),
          webhookAt({ url: 'https://localhost/', received: [] }, 'inside', {
            allowPrivateAddresses: false,
          }),
        ],
      }),
    );
    const testDelivery = createTestDelivery({
      config,
      clock: () => NOW,
      random: randomBytes,
      fetcher: createFetcher(),
    });
    assert.deepEqual(await testDelivery('webhook:shop'), { ok: true, detail: 'delivered' });
    assert.deepEqual(JSON.parse(receiver.received[0]?.body ?? ''), {
      type: 'test',
      timestamp: '2026-11-23T02:00:00.000Z',
      data: {},
    });
    assert.ok(receiver.received[0]?.headers['webhook-signature']);
    status = 404;
    assert.deepEqual(await testDelivery('webhook:shop'), { ok: false, detail: 'HTTP 404' });
    assert.deepEqual(await testDelivery('webhook:inside'), {
      ok: false,
      detail: 'address is private or reserved',
    });
    assert.deepEqual(await testDelivery('bot:gone'), { ok: false, detail: 'not in the config' });
  });
});

describe('nextAttempt', () => {
  it('spreads ten attempts over three days, with jitter, and never sooner than the receiver asks', () => {
    const total = PAUSES_MS.reduce((sum, pause) => sum + pause, 0);
    assert.ok(total >= 3 * DAY && total < 3.5 * DAY);
    const random = (byte: number) => (count: number) => new Uint8Array(count).fill(byte);
    for (const [index, pause] of PAUSES_MS.entries()) {
      assert.equal(nextAttempt(index + 1, NOW, random(0)), NOW + Math.round(pause * (1 - JITTER)));
      assert.equal(
        nextAttempt(index + 1, NOW, random(255)),
        NOW + Math.round(pause * (1 + JITTER)),
      );
    }
    assert.equal(nextAttempt(PAUSES_MS.length + 1, NOW, random(0), DAY), undefined);
    assert.equal(nextAttempt(1, NOW, random(0), MINUTE), NOW + MINUTE);
  });
});

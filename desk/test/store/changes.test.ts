import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TicketChange } from '../../src/domain/change.ts';
import type { HotlineEventType } from '../../wire/hotline-event.ts';
import type { TicketRecord } from '../../src/domain/ticket.ts';
import type { Announce, Change, Store } from '../../src/store/store.ts';
import { create, created, NOW, openStore, query } from '../support/database.ts';
import { ALL_LINES } from '../../wire/calling-hours.ts';

const HOUR = 3_600_000;
const place = { line: 'public', startsAt: NOW + HOUR };

/** Announces every event to two receivers, with the status of the ticket. */
const announce: Announce = (type, { status }) =>
  ['webhook:shop', 'bot:team'].map((target) => ({
    target,
    type,
    payload: JSON.stringify({ status }),
  }));

const everything: TicketChange = {
  set: { status: 'claimed', urgent: true, claimedBy: 'ann', claimUntil: NOW + 1 },
  events: [
    { at: NOW, status: 'waiting', kind: 'nudged', actor: 'member', agent: null },
    { at: NOW, status: 'claimed', kind: 'status', actor: 'agent', agent: 'ann' },
  ],
  take: { ...place, capacity: 1 },
  announce: ['callback.nudged', 'callback.claimed'],
  audit: { actor: 'ann', action: 'ticket.claimed', detail: 'x' },
  note: { agent: 'ann', text: '请先核实' },
};

const apply = (store: Store, number: string, change: TicketChange) =>
  store.tickets.change(number, NOW, () => ({ ok: true, change }));

/** All tables that a change can write to. */
const contents = async (url: string) =>
  Promise.all(
    ['ticket', 'ticket_event', 'ticket_note', 'idempotency', 'slot', 'outbox', 'audit'].map(
      (table) => query(url, `select * from ${table} order by 1, 2`),
    ),
  );

describe('tickets.change', () => {
  it('writes columns, timeline, place, messages, audit log and note together', async (t) => {
    const store = await openStore(t, { announce });
    const before = await created(store);
    const outcome = await apply(store, before.number, everything);
    assert.ok(outcome.ok);
    assert.deepEqual(outcome.ticket, {
      ...before,
      ...everything.set,
      timeline: [...before.timeline, ...(everything.events ?? [])],
    });
    assert.deepEqual(await store.tickets.find(before.number), outcome.ticket);
    assert.deepEqual(
      await store.tickets.taken('public', NOW, NOW + 2 * HOUR),
      new Map([[place.startsAt, 1]]),
    );
    assert.deepEqual(
      (await store.audit.list({ ticket: before.number }, 9)).map(({ id: _id, ...entry }) => entry),
      [{ at: NOW, actor: 'ann', action: 'ticket.claimed', ticket: before.number, detail: 'x' }],
    );
    assert.deepEqual(
      (await store.tickets.notes(before.number)).map(({ id: _id, ...note }) => note),
      [{ ticket: before.number, at: NOW, agent: 'ann', text: '请先核实' }],
    );
    const messages = (await store.outbox.list('pending', 9)).filter(
      ({ type }) => type !== 'callback.created',
    );
    assert.deepEqual(messages.map(({ target, type }) => `${target} ${type}`).sort(), [
      'bot:team callback.claimed',
      'bot:team callback.nudged',
      'webhook:shop callback.claimed',
      'webhook:shop callback.nudged',
    ]);
    assert.ok(messages.every(({ payload }) => payload === '{"status":"claimed"}'));
  });

  it('writes nothing and notifies nobody when one part fails', async (t) => {
    let says: Announce = announce;
    const store = await openStore(t, { announce: (type, ticket) => says(type, ticket) });
    const { number } = await created(store);
    const before = await contents(store.url);
    const heard: Change[] = [];
    const broken = new Error('broken');
    const fail = (): never => {
      throw broken;
    };
    const stop = store.subscribe((change) => heard.push(change));
    await assert.rejects(store.tickets.change(number, NOW, fail), broken);
    await assert.rejects(store.tickets.changeNext(NOW, ALL_LINES, fail), broken);
    // The messages are stored last, after everything else.
    says = fail;
    await assert.rejects(apply(store, number, everything), broken);
    await assert.rejects(create(store, {}, { take: { ...place, capacity: 1 } }), broken);
    says = announce;
    const badEvent = {
      ...everything,
      events: [{ ...(everything.events?.[0] as object), status: null }],
    } as unknown as TicketChange;
    await assert.rejects(apply(store, number, badEvent), /null/i);
    assert.deepEqual(await contents(store.url), before);

    // Earlier changes would be reported before this one.
    const last = new Promise<void>((resolve) => {
      const leave = store.subscribe(({ kind }) => kind === 'line' && (leave(), resolve()));
    });
    await store.lines.setState('public', {}, NOW);
    await last;
    stop();
    assert.deepEqual(
      heard.filter(({ kind }) => kind !== 'line' && kind !== 'resync'),
      [],
    );
  });
});

describe('tickets.create', () => {
  it('stores messages exactly for the tickets that were created', async (t) => {
    let turn = 0;
    const sometimes: Announce = (type, ticket) => {
      if (++turn % 3 === 0) throw new Error('broken');
      return announce(type, ticket);
    };
    const store = await openStore(t, { announce: sometimes });
    const outcomes = await Promise.allSettled(Array.from({ length: 75 }, () => create(store)));
    const numbers = outcomes.flatMap((outcome) =>
      outcome.status === 'fulfilled' && outcome.value.kind === 'created'
        ? [outcome.value.ticket.number]
        : [],
    );
    assert.equal(numbers.length, 50);
    assert.deepEqual(
      await query(
        store.url,
        'select (select count(*) from ticket) as tickets, (select count(*) from outbox) as messages',
      ),
      [{ tickets: 50, messages: 100 }],
    );
    assert.deepEqual(
      (await store.tickets.open()).map(({ number }) => number).sort(),
      numbers.sort(),
    );
  });
});

describe('an erased ticket', () => {
  it('loses its notes and the fingerprint of its request, and its Idempotency-Key cannot be used again', async (t) => {
    const store = await openStore(t, { announce });
    const idempotency = { keyHash: 'key', fingerprint: 'body' };
    const { number } = await created(store, {}, { idempotency });
    await apply(store, number, everything);
    const wiped: Partial<TicketRecord> = { phone: '', phoneTail: '', keyHash: '' };
    await apply(store, number, { set: wiped, erase: true });
    assert.deepEqual(await store.tickets.notes(number), []);
    assert.deepEqual(await query(store.url, 'select fingerprint from idempotency'), [
      { fingerprint: '' },
    ]);
    assert.equal((await create(store, {}, { idempotency })).kind, 'key-reused');
  });
});

describe('the outbox', () => {
  it('gives each message to one worker at a time, tries it again, gives it up, and sends it again on demand', async (t) => {
    const store = await openStore(t, { announce });
    const { outbox } = store;
    for (let index = 0; index < 10; index++)
      await created(store, { createdAt: NOW + index }, { now: NOW + index });
    assert.deepEqual(await outbox.dueTargets(NOW - 1), []);
    assert.deepEqual(await outbox.dueTargets(NOW), ['bot:team', 'webhook:shop']);

    const now = NOW + 100;
    const lease = now + 50;
    const taken = (
      await Promise.all(Array.from({ length: 8 }, () => outbox.take('webhook:shop', now, lease, 3)))
    ).flat();
    assert.equal(taken.length, 10);
    assert.equal(new Set(taken.map(({ id }) => id)).size, 10);
    assert.deepEqual(await outbox.take('webhook:shop', now, lease, 99), []);
    assert.deepEqual(await outbox.dueTargets(now), ['bot:team']);
    // The worker that took them has died.
    const again = await outbox.take('webhook:shop', lease, lease + 50, 99);
    assert.deepEqual(
      again.map(({ id }) => id),
      taken.map(({ id }) => id).sort(),
    );

    const [delivered, retried, dead] = again.map(({ id }) => id);
    assert.ok(delivered && retried && dead);
    await outbox.delivered([delivered], now);
    await outbox.failed([retried], '500', now + 1000);
    await outbox.failed([dead], 'gone', undefined);
    // A worker that fails too late does not undo the delivery.
    await outbox.failed([delivered], 'late', undefined);
    assert.deepEqual(
      (await outbox.counts()).map(({ target, status, count }) => [target, status, count]),
      [
        ['bot:team', 'pending', 10],
        ['webhook:shop', 'dead', 1],
        ['webhook:shop', 'delivered', 1],
        ['webhook:shop', 'pending', 8],
      ],
    );
    const waiting = (await outbox.list('pending', 99)).find(({ id }) => id === retried);
    assert.deepEqual(
      [waiting?.attempts, waiting?.nextAt, waiting?.lastError],
      [1, now + 1000, '500'],
    );
    assert.ok(
      !(await outbox.take('webhook:shop', now + 999, now + 2000, 99)).some(
        ({ id }) => id === retried,
      ),
    );

    const audit = { actor: 'ann', action: 'delivery.again' };
    assert.deepEqual(
      [await outbox.redeliver(dead, now + 2, audit), await outbox.redeliver(dead, now + 2, audit)],
      [true, false],
    );
    assert.deepEqual(
      (await outbox.take('webhook:shop', now + 2, now + 9, 1)).map(
        ({ id, attempts, lastError }) => [id, attempts, lastError],
      ),
      [[dead, 0, 'gone']],
    );
    assert.equal((await store.audit.list({ actor: 'ann' }, 9)).length, 1);

    await outbox.failed([dead], 'gone', undefined);
    await outbox.prune({ delivered: now, dead: now + 2 }, now);
    assert.deepEqual((await outbox.list('dead', 9)).length, 1);
    await outbox.prune({ delivered: now + 1, dead: now + 3 }, now);
    assert.deepEqual(
      [...new Set((await outbox.counts()).map(({ status }) => status))],
      ['pending'],
    );
  });
});

describe('store.subscribe', () => {
  it('reports every changed ticket, even when another subscriber throws', async (t) => {
    let says: Announce = () => [];
    const store = await openStore(t, { announce: (type, ticket) => says(type, ticket) });
    const heard: Change[] = [];
    store.subscribe(() => {
      throw new Error('a broken subscriber');
    });
    let numbers: string[] = [];
    const all = new Promise<void>((resolve) => {
      store.subscribe((change) => {
        heard.push(change);
        if (change.kind === 'line') resolve();
      });
    });
    numbers = (await Promise.all(Array.from({ length: 5 }, () => created(store)))).map(
      ({ number }) => number,
    );
    for (const number of numbers) await apply(store, number, { set: { attempts: 1 } });
    await store.lines.setState('public', {}, NOW);
    await all;
    for (const number of numbers)
      assert.equal(
        heard.filter((change) => change.kind === 'ticket' && change.number === number).length,
        2,
      );
    const types: HotlineEventType[] = ['callback.claimed'];
    assert.equal(
      heard.some(({ kind }) => kind === 'outbox'),
      false,
    );
    const outbox = new Promise<Change>((resolve) =>
      store.subscribe((change) => change.kind === 'outbox' && resolve(change)),
    );
    says = announce;
    await apply(store, numbers[0] ?? '', { set: {}, announce: types });
    assert.deepEqual(await outbox, { kind: 'outbox' });
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TicketChange } from '../../src/domain/change.ts';
import { isUnavailable } from '../../src/store/errors.ts';
import type { CreateOutcome, Store } from '../../src/store/store.ts';
import { create, created, NOW, openStore, query } from '../support/database.ts';

const HOUR = 3_600_000;
const FROM = NOW + 24 * HOUR;

const place = (hour = 0) => ({ line: 'public', startsAt: FROM + hour * HOUR });
const booking = (capacity: number, hour = 0) => ({ take: { ...place(hour), capacity } });
const taken = async (store: Store): Promise<[number, number][]> => [
  ...(await store.tickets.taken('public', FROM, FROM + 24 * HOUR)),
];
const apply = (store: Store, number: string, change: TicketChange) =>
  store.tickets.change(number, NOW, () => ({ ok: true, change }));
const count = (outcomes: readonly CreateOutcome[], kind: CreateOutcome['kind']): number =>
  outcomes.filter((outcome) => outcome.kind === kind).length;

/** Asks again, as the widget does, while the database has no time for it. */
async function untilTaken<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
  }
}

describe('the places of a slot', () => {
  it('go to ten of a thousand requests at once, and become free when a ticket ends', async (t) => {
    const store = await openStore(t);
    const outcomes = await Promise.all(
      Array.from({ length: 1000 }, () => untilTaken(() => create(store, {}, booking(10)))),
    );
    assert.deepEqual([count(outcomes, 'created'), count(outcomes, 'slot-full')], [10, 990]);
    assert.deepEqual(await taken(store), [[FROM, 10]]);
    const whole =
      'select (select count(*) from ticket) as tickets, (select count(*) from ticket_event) as events, (select count(*) from idempotency) as keys';
    assert.deepEqual(await query(store.url, whole), [{ tickets: 10, events: 10, keys: 10 }]);

    const first = outcomes.find((outcome) => outcome.kind === 'created');
    assert.ok(first?.kind === 'created');
    await apply(store, first.ticket.number, { set: { status: 'cancelled' }, release: place() });
    assert.deepEqual(await taken(store), [[FROM, 9]]);
    const again = await Promise.all(
      Array.from({ length: 3 }, () => create(store, {}, booking(10))),
    );
    assert.deepEqual([count(again, 'created'), count(again, 'slot-full')], [1, 2]);
  });

  it('are taken once for one Idempotency-Key', async (t) => {
    const store = await openStore(t);
    const idempotency = { keyHash: 'key', fingerprint: 'body' };
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        create(store, { phone: '+8613800138000' }, { ...booking(10), idempotency }),
      ),
    );
    assert.deepEqual([count(outcomes, 'created'), count(outcomes, 'replayed')], [1, 19]);
    assert.deepEqual(await taken(store), [[FROM, 1]]);
  });

  it('move with the ticket to another slot, unless that one is full', async (t) => {
    const store = await openStore(t);
    const { number } = await created(store, { windowFrom: FROM }, booking(5));
    await created(store, {}, booking(1, 1));
    const full = await apply(store, number, {
      set: { windowFrom: FROM + HOUR, attempts: 7 },
      release: place(),
      take: { ...place(1), capacity: 1 },
    });
    assert.equal(!full.ok && full.refusal, 'slot-full');
    assert.deepEqual([full.ticket?.windowFrom, full.ticket?.attempts], [FROM, 0]);
    assert.deepEqual(await store.tickets.find(number), full.ticket);
    assert.deepEqual((await taken(store)).sort(), [
      [FROM, 1],
      [FROM + HOUR, 1],
    ]);

    const moved = await apply(store, number, {
      set: { windowFrom: FROM + 2 * HOUR },
      release: place(),
      take: { ...place(2), capacity: 1 },
    });
    assert.equal(moved.ok && moved.ticket.windowFrom, FROM + 2 * HOUR);
    assert.deepEqual((await taken(store)).sort(), [
      [FROM, 0],
      [FROM + HOUR, 1],
      [FROM + 2 * HOUR, 1],
    ]);
  });

  it('are right after many tickets exchange their slots at once', async (t) => {
    const store = await openStore(t);
    const tickets = await Promise.all(
      Array.from({ length: 20 }, (_, index) => created(store, {}, booking(20, index % 2))),
    );
    const outcomes = await Promise.all(
      tickets.map(({ number }, index) =>
        apply(store, number, {
          set: {},
          release: place(index % 2),
          take: { ...place(1 - (index % 2)), capacity: 20 },
        }),
      ),
    );
    assert.ok(outcomes.every(({ ok }) => ok));
    assert.deepEqual((await taken(store)).sort(), [
      [FROM, 10],
      [FROM + HOUR, 10],
    ]);
  });
});

describe('the limit per phone number', () => {
  it('holds for parallel requests, and says when the next is possible', async (t) => {
    const store = await openStore(t);
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, () =>
        create(store, { phone: '+8613800138000' }, { perNumberPerDay: 3 }),
      ),
    );
    assert.deepEqual([count(outcomes, 'created'), count(outcomes, 'too-many')], [3, 27]);
    const late = await create(
      store,
      { phone: '+8613800138000', createdAt: NOW + HOUR },
      { perNumberPerDay: 3 },
    );
    assert.deepEqual(late, { kind: 'too-many', retryAfterMs: 23 * HOUR });
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { TICKET_STATUSES } from '../../../src/contract/ticket-status.ts';
import { isOpen, isWaiting } from '../../../src/core/ticket-status.ts';
import { sumCounts, type QueueCounts } from '../../src/domain/queue-counts.ts';
import type { TicketRecord } from '../../src/domain/ticket.ts';
import { wallFrom, wallView } from '../../src/domain/wall.ts';
import { countPromises } from '../../src/metrics.ts';
import type { QueueTicket, Store } from '../../src/store/store.ts';
import {
  compareQueue,
  isCallable,
  isLate,
  isSoonLate,
  SOON_LATE_MS,
} from '../../wire/queue-order.ts';
import { OUTCOMES } from '../../wire/ticket.ts';
import { create, NOW, openStore, ticketRecord } from '../support/database.ts';

const DAY = 86_400_000;
const ZONE = 'Asia/Shanghai';
const LINES = ['public', 'vip', 'empty'];

/** Instants at which something changes for the rules, and any others in 40 days. */
const instant = fc.oneof(
  fc.constantFrom(
    ...[-1, 0, 1].flatMap((ms) => [
      NOW + ms,
      NOW + SOON_LATE_MS + ms,
      wallFrom(1, ZONE, NOW) + ms,
      wallFrom(30, ZONE, NOW) + ms,
    ]),
  ),
  fc.integer({ min: NOW - 40 * DAY, max: NOW + DAY }),
);
const perhaps = fc.option(instant, { nil: null });

/** Tickets of all statuses with any times, also such as no rule would make. */
const anyTicket = fc.record({
  status: fc.constantFrom(...TICKET_STATUSES),
  line: fc.constantFrom('public', 'vip'),
  tier: fc.constantFrom('vip', 'normal', null),
  createdAt: instant,
  dueAt: perhaps,
  notBefore: perhaps,
  firstCallAt: perhaps,
  firstCallDueAt: perhaps,
  closedAt: perhaps,
  outcome: fc.constantFrom(...OUTCOMES, null),
  rating: fc.constantFrom(1, 5, null),
  ratedAt: perhaps,
});

const TICKETS = fc
  .sample(anyTicket, { numRuns: 400, seed: 1 })
  .map(({ status, closedAt, ...ticket }) =>
    ticketRecord({
      ...ticket,
      status,
      // An ended ticket always says when it ended.
      closedAt: isOpen(status) ? closedAt : (closedAt ?? ticket.createdAt),
    }),
  );

async function storeWith(
  t: Parameters<typeof openStore>[0],
  tickets: readonly TicketRecord[],
): Promise<Store> {
  const store = await openStore(t);
  await Promise.all(tickets.map((ticket) => create(store, ticket)));
  return store;
}

/** The counts of a line by the rules that consoles use, ticket by ticket. */
function counted(line: string, now: number): QueueCounts {
  const tickets = TICKETS.filter((ticket) => ticket.line === line);
  const callable = tickets.filter((ticket) => isCallable(ticket, now));
  return {
    waiting: callable.length,
    booked: tickets.filter(({ status }) => isWaiting(status)).length - callable.length,
    late: tickets.filter((ticket) => isLate(ticket, now)).length,
    soonLate: tickets.filter((ticket) => isSoonLate(ticket, now)).length,
    waitingSince: callable.length
      ? Math.min(...callable.map(({ createdAt, notBefore }) => Math.max(createdAt, notBefore ?? 0)))
      : null,
  };
}

/** Oldest first, as the store lists them. */
const oldestFirst = [...TICKETS].sort(
  (a, b) => a.createdAt - b.createdAt || (a.number < b.number ? -1 : 1),
);
const numbersOf = (tickets: readonly { number: string }[]) => tickets.map(({ number }) => number);

describe('the queue of the store', () => {
  it('has its tickets in the order of compareQueue, as a whole and in parts of any length', async (t) => {
    const store = await storeWith(t, TICKETS);
    const expected = numbersOf(TICKETS.filter(({ status }) => isOpen(status)).sort(compareQueue));
    const whole = await store.tickets.open();
    assert.deepEqual(numbersOf(whole), expected);
    for (const length of [7, 50, expected.length, 1000]) {
      const rows: QueueTicket[] = [];
      for (let part = [...rows]; rows.length === 0 || part.length === length; rows.push(...part))
        part = await store.tickets.openAfter(rows.at(-1), length);
      assert.deepEqual(rows, whole, `${length}`);
    }
  });

  it('goes on behind a place whose ticket has moved or ended', async (t) => {
    const tickets = [1, 2, 3].map((minute) => ticketRecord({ dueAt: NOW + minute }));
    const store = await storeWith(t, tickets);
    const [first] = await store.tickets.openAfter(undefined, 1);
    assert.ok(first);
    await store.tickets.change(first.number, NOW, () => ({
      ok: true,
      change: { set: { status: 'solved', closedAt: NOW } },
    }));
    assert.deepEqual(
      numbersOf(await store.tickets.openAfter(first, 9)),
      numbersOf(tickets.slice(1)),
    );
  });

  it('counts what the rules count ticket by ticket', async (t) => {
    const store = await storeWith(t, TICKETS);
    for (const now of [NOW - 30 * DAY, NOW - 1, NOW, NOW + 1, NOW + 2 * DAY]) {
      const counts = await store.tickets.queueCounts(now);
      for (const line of LINES)
        assert.deepEqual(counts.get(line) ?? sumCounts([]), counted(line, now), `${line} ${now}`);
    }
  });
});

describe('the tickets of the wall', () => {
  it('make the same wall as all tickets do, for any day and month', async (t) => {
    const store = await storeWith(t, TICKETS);
    for (const days of [1, 30] as const)
      for (const now of [NOW - 30 * DAY, NOW - 7 * DAY, NOW - 1, NOW, NOW + DAY]) {
        const from = wallFrom(days, ZONE, now);
        const wall = (
          tickets: typeof oldestFirst | Awaited<ReturnType<Store['tickets']['within']>>,
        ) =>
          wallView({
            tickets,
            queue: sumCounts([]),
            presence: { here: 0, onCall: 0 },
            days,
            timeZone: ZONE,
            now,
          });
        const read = await store.tickets.within(from, now);
        assert.deepEqual(wall(read), wall(oldestFirst));
        assert.ok(read.length < oldestFirst.length || days === 30);
      }
  });

  it('make the same counts of promises between two instants', async (t) => {
    const store = await storeWith(t, TICKETS);
    for (const [from, to] of [
      [NOW - DAY, NOW],
      [NOW - 20 * DAY, NOW - 10 * DAY],
      [NOW - 1, NOW],
    ] as const) {
      assert.deepEqual(
        countPromises(await store.tickets.within(from, to), from, to),
        countPromises(oldestFirst, from, to),
      );
    }
  });
});

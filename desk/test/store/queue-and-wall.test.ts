import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { TICKET_STATUSES } from '../../../src/contract/ticket-status.ts';
import { isOpen } from '../../../src/core/ticket-status.ts';
import { sumCounts, type QueueCounts } from '../../src/domain/queue-counts.ts';
import type { TicketRecord } from '../../src/domain/ticket.ts';
import { wallDays, wallFrom, wallView, type WallFigures } from '../../src/domain/wall.ts';
import { countPromises } from '../../src/metrics.ts';
import type { QueueTicket, Store } from '../../src/store/store.ts';
import { queueRow } from '../../src/routes/console/queue-row.ts';
import { ALL_LINES, type OpenLines } from '../../wire/calling-hours.ts';
import {
  AGREED_MS,
  compareQueue,
  isCallable,
  isLate,
  isLater,
  isSoonLate,
  waitsForOpening,
  SOON_LATE_MS,
} from '../../wire/queue-order.ts';
import { OUTCOMES } from '../../wire/ticket.ts';
import { create, NOW, openStore, ticketRecord } from '../support/database.ts';
import { figuresOf } from '../support/wall-figures.ts';

const DAY = 86_400_000;
const ZONE = 'Asia/Shanghai';
const LINES = ['public', 'vip', 'empty'];
/** By day, at night, and while some lines are closed. */
const OPEN: readonly OpenLines[] = [
  ALL_LINES,
  { others: false, except: [] },
  { others: true, except: ['vip'] },
  { others: false, except: ['vip'] },
];

/** Instants at which something changes for the rules, and any others in 40 days. */
const instant = fc.oneof(
  fc.constantFrom(
    ...[-1, 0, 1].flatMap((ms) => [
      NOW + ms,
      NOW + SOON_LATE_MS + ms,
      NOW - AGREED_MS + ms,
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
  windowTo: perhaps,
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
      windowFrom: ticket.windowTo,
      // Those that ended, and no others, say when.
      closedAt: isOpen(status) ? null : (closedAt ?? ticket.createdAt),
    }),
  );

async function storeWith(
  t: Parameters<typeof openStore>[0],
  tickets: readonly TicketRecord[],
): Promise<Store> {
  const store = await openStore(t);
  // A few at a time, so that none waits too long.
  for (let from = 0; from < tickets.length; from += 50)
    await Promise.all(tickets.slice(from, from + 50).map((ticket) => create(store, ticket)));
  return store;
}

/** The counts of a line by the rules that consoles use, ticket by ticket. */
function counted(line: string, now: number, open: OpenLines): QueueCounts {
  const tickets = TICKETS.filter((ticket) => ticket.line === line).map(queueRow);
  const callable = tickets.filter((ticket) => isCallable(ticket, now, open));
  const atOpening = tickets.filter((ticket) => waitsForOpening(ticket, now, open)).length;
  return {
    waiting: callable.length,
    atOpening,
    later: tickets.filter((ticket) => isLater(ticket, now)).length,
    late: tickets.filter((ticket) => isLate(ticket, now)).length,
    soonLate: tickets.filter((ticket) => isSoonLate(ticket, now, open)).length,
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
      for (const open of OPEN) {
        const counts = await store.tickets.queueCounts(now, open);
        const callable = await store.tickets.callable(now, open);
        for (const line of LINES) {
          const expected = counted(line, now, open);
          assert.deepEqual(counts.get(line) ?? sumCounts([]), expected, `${line} ${now}`);
          assert.equal(callable.get(line) ?? 0, expected.waiting);
        }
      }
    }
  });
});

describe('the figures of the wall', () => {
  it('are what the rules count ticket by ticket, for any day and month', async (t) => {
    const store = await storeWith(t, TICKETS);
    for (const length of [1, 30] as const)
      for (const now of [NOW - 30 * DAY, NOW - 7 * DAY, NOW - 1, NOW, NOW + DAY]) {
        const days = wallDays(length, ZONE, now);
        const wall = (figures: WallFigures) =>
          wallView({
            figures,
            days,
            queue: sumCounts([]),
            presence: { here: 0, onCall: 0 },
            now,
          });
        const expected = wall(figuresOf(oldestFirst, days));
        assert.deepEqual(wall(await store.tickets.wall(days)), expected);
        if (length === 30 && now >= NOW) {
          // Otherwise the comparison would show little.
          assert.ok(expected.promise.kept > 20 && expected.promise.broken > 20);
          assert.ok(expected.medianFirstCallMs !== null && expected.comments.length === 20);
        }
      }
  });

  it('have the mean of the two middle waits for an even number of calls, and none without', async (t) => {
    const call = (wait: number) =>
      ticketRecord({ createdAt: NOW - wait, firstCallAt: NOW, firstCallDueAt: NOW });
    const days = wallDays(1, ZONE, NOW);
    const store = await storeWith(t, []);
    assert.equal((await store.tickets.wall(days)).medianFirstCallMs, undefined);
    for (const [wait, expected] of [
      [400, 400],
      [100, 250],
      [300, 300],
      [900, 350],
    ] as const) {
      await create(store, call(wait));
      assert.equal((await store.tickets.wall(days)).medianFirstCallMs, expected);
    }
  });
});

describe('the tickets within a period', () => {
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

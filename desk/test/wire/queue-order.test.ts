import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { deadline } from '../../../src/core/deadline.ts';
import { statusAt } from '../../../src/core/hours.ts';
import { lineHours } from '../../src/domain/line-hours.ts';
import {
  compareQueue,
  isCallable,
  isLate,
  isSoonLate,
  SOON_LATE_MS,
  waitsForOpening,
} from '../../wire/queue-order.ts';
import type { StoredTicket } from '../../src/domain/ticket.ts';
import { queueRow } from '../../src/routes/console/queue-row.ts';
import { ALL_LINES, openLines } from '../../wire/calling-hours.ts';
import { at, HOUR, MINUTE, NOW, sampleTicket, SHOP } from '../support/sample.ts';

/** The night before that Tuesday. */
const NIGHT = at(2, '03:04');

const ranked = fc.record({
  dueAt: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
  createdAt: fc.integer({ min: 0, max: 3 }),
  number: fc.constantFrom('261123000017', '261123000025', '261123000033'),
});

describe('compareQueue', () => {
  it('puts the earliest due time first, then the older ticket, then the smaller number, and no due time last', () => {
    const tickets = [
      { dueAt: null, createdAt: 0, number: '261123000017' },
      { dueAt: 2, createdAt: 1, number: '261123000033' },
      { dueAt: 2, createdAt: 1, number: '261123000025' },
      { dueAt: 2, createdAt: 0, number: '261123000041' },
      { dueAt: 1, createdAt: 9, number: '261123000058' },
    ];
    assert.deepEqual(
      tickets.sort(compareQueue).map(({ number }) => number.slice(-2)),
      ['58', '41', '25', '33', '17'],
    );
  });

  it('is a total order', () => {
    fc.assert(
      fc.property(ranked, ranked, ranked, (a, b, c) => {
        assert.equal(Math.sign(compareQueue(a, b)), -Math.sign(compareQueue(b, a)) || 0);
        assert.equal(
          compareQueue(a, b) === 0,
          a.dueAt === b.dueAt && a.createdAt === b.createdAt && a.number === b.number,
        );
        if (compareQueue(a, b) <= 0 && compareQueue(b, c) <= 0) assert.ok(compareQueue(a, c) <= 0);
      }),
    );
  });

  it('gives the same order whatever the order of its input', () => {
    const tickets = fc.uniqueArray(ranked, { selector: ({ number }) => number, maxLength: 3 });
    fc.assert(
      fc.property(tickets, (given) => {
        assert.deepEqual([...given].reverse().sort(compareQueue), [...given].sort(compareQueue));
      }),
    );
  });
});

describe('isCallable', () => {
  it('is true while nobody holds the ticket and its time has come', () => {
    const callable = (change: Partial<StoredTicket>) =>
      isCallable(queueRow(sampleTicket(change)), NOW, ALL_LINES);
    assert.equal(callable({}), true);
    assert.equal(callable({ notBefore: NOW + 1 }), false);
    assert.equal(callable({ notBefore: NOW }), true);
    assert.equal(callable({ status: 'unreached' }), true);
    for (const status of ['claimed', 'calling', 'solved', 'closed', 'cancelled'] as const)
      assert.equal(callable({ status }), false, status);
  });

  /** What may be done with a ticket of the office line at 03:04, six hours before it opens. */
  const at0304 = (change: Partial<StoredTicket>): string => {
    const row = queueRow(sampleTicket({ line: 'office', createdAt: NIGHT, ...change }));
    const open = openLines(SHOP, NIGHT);
    return isCallable(row, NIGHT, open)
      ? 'call'
      : waitsForOpening(row, NIGHT, open)
        ? 'at opening'
        : 'no';
  };

  it('is false at night, except in a window or at a time that the member chose, and on a line that never closes', () => {
    assert.equal(at0304({}), 'at opening');
    assert.equal(at0304({ line: 'always' }), 'call');
    assert.equal(at0304({ status: 'unreached', notBefore: NIGHT }), 'at opening');
    assert.equal(at0304({ status: 'follow-up', notBefore: NIGHT - 30 * MINUTE }), 'call');
    assert.equal(at0304({ status: 'follow-up', notBefore: NIGHT - 30 * MINUTE - 1 }), 'at opening');
    const booked = (to: number) => ({
      windowFrom: NIGHT - HOUR,
      notBefore: NIGHT - HOUR,
      windowTo: to,
    });
    assert.equal(at0304(booked(NIGHT)), 'call');
    assert.equal(at0304(booked(NIGHT - 1)), 'at opening');
    assert.equal(at0304({ notBefore: NIGHT + 1 }), 'no');
    assert.equal(at0304({ status: 'claimed' }), 'no');
  });

  it('is false for a line that the config no longer has while the public line is closed', () => {
    assert.equal(at0304({ line: 'removed' }), 'call');
    const row = queueRow(sampleTicket({ line: 'removed' }));
    const open = openLines({ ...SHOP, publicLine: 'office' }, NIGHT);
    assert.equal(isCallable(row, NIGHT, open), false);
  });
});

describe('isLate and isSoonLate', () => {
  it('compare the due time with the clock, unless a call is running or the ticket has ended', () => {
    assert.equal(isLate(sampleTicket({ dueAt: NOW }), NOW), false);
    assert.equal(isLate(sampleTicket({ dueAt: NOW - 1 }), NOW), true);
    assert.equal(isLate(sampleTicket({ dueAt: NOW - 1, status: 'claimed' }), NOW), true);
    assert.equal(isLate(sampleTicket({ dueAt: NOW - 1, status: 'calling' }), NOW), false);
    assert.equal(isLate(sampleTicket({ dueAt: NOW - 1, status: 'solved' }), NOW), false);
    assert.equal(isLate(sampleTicket({ dueAt: null }), NOW), false);
    assert.equal(
      isSoonLate(queueRow(sampleTicket({ dueAt: NOW + SOON_LATE_MS })), NOW, ALL_LINES),
      false,
    );
    assert.equal(
      isSoonLate(queueRow(sampleTicket({ dueAt: NOW + SOON_LATE_MS - 1 })), NOW, ALL_LINES),
      true,
    );
    assert.equal(isSoonLate(queueRow(sampleTicket({ dueAt: NOW - 1 })), NOW, ALL_LINES), false);
    const closed = { others: false, except: [] };
    assert.equal(isSoonLate(queueRow(sampleTicket({ dueAt: NOW + 1 })), NOW, closed), false);
  });
});

const LINES = ['always', 'office'] as const;

function dueOf(
  line: string,
  createdAt: number,
  promiseMinutes: number,
  urgent: boolean,
  senior: boolean,
  factors: readonly [number, number] = [0.5, 0.5],
): number {
  const due = deadline({
    createdAt,
    promiseMinutes,
    urgent,
    senior,
    rules: { urgentFactor: factors[0], seniorFactor: factors[1] },
    ...lineHours(SHOP, line),
  });
  assert.ok(due !== undefined);
  return due;
}

const factor = fc.double({ min: 0.1, max: 1, noNaN: true });
const moment = fc.integer({ min: 0, max: 14 * 24 * 60 }).map((minutes) => NOW + minutes * MINUTE);
const promise = fc.integer({ min: 1, max: 1440 });

describe('the due time', () => {
  it('is never later for urgent or senior tickets, and earliest for both', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LINES),
        moment,
        promise,
        fc.tuple(factor, factor),
        (line, createdAt, minutes, factors) => {
          const due = (urgent: boolean, senior: boolean): number =>
            dueOf(line, createdAt, minutes, urgent, senior, factors);
          assert.ok(due(true, false) <= due(false, false));
          assert.ok(due(false, true) <= due(false, false));
          assert.ok(due(true, true) <= Math.min(due(true, false), due(false, true)));
          assert.ok(due(true, true) > createdAt);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('lies in open hours, after as many open minutes as promised', () => {
    const { hours, context } = lineHours(SHOP, 'office');
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 600 }), (createdAt, minutes) => {
        const due = dueOf('office', createdAt, minutes, false, false);
        let open = 0;
        for (let at = createdAt; at < due; at += MINUTE)
          if (statusAt(hours, context, at).state === 'open') open++;
        assert.equal(open, minutes);
        assert.equal(statusAt(hours, context, due - MINUTE).state, 'open');
      }),
      { numRuns: 30 },
    );
  });
});

interface Arrival {
  afterMinutes: number;
  promiseMinutes: number;
  urgent: boolean;
  senior: boolean;
  serviceMinutes: number;
}

/**
 * Simulates agents who always take the first callable ticket. Returns when each ticket was taken,
 * in that order.
 */
function simulate(
  tickets: readonly (StoredTicket & { serviceMs: number })[],
  agents: number,
): Map<string, number> {
  const freeAt = Array<number>(agents).fill(NOW);
  const taken = new Map<string, number>();
  while (taken.size < tickets.length) {
    const agent = freeAt.indexOf(Math.min(...freeAt));
    const now = freeAt[agent] ?? NOW;
    const left = tickets.filter(({ number }) => !taken.has(number));
    const next = left
      .filter((ticket) => ticket.createdAt <= now && isCallable(queueRow(ticket), now, ALL_LINES))
      .sort(compareQueue)[0];
    if (next) {
      taken.set(next.number, now);
      freeAt[agent] = now + next.serviceMs;
    } else freeAt[agent] = Math.min(...left.map(({ createdAt }) => createdAt));
  }
  return taken;
}

describe('the order of the queue', () => {
  it('lets no ticket starve: a later request with a later due time is never taken first', () => {
    const arrival = fc.record<Arrival>({
      afterMinutes: fc.integer({ min: 0, max: 20 }),
      promiseMinutes: fc.constantFrom(20, 60, 240),
      urgent: fc.boolean(),
      senior: fc.boolean(),
      serviceMinutes: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(
        fc.array(arrival, { minLength: 2, maxLength: 60 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(...LINES),
        (arrivals, agents, line) => {
          let createdAt = NOW;
          const tickets = arrivals.map((arrival, index) => {
            createdAt += arrival.afterMinutes * MINUTE;
            const { promiseMinutes, urgent, senior } = arrival;
            const ticket = sampleTicket({
              number: String(261123000000 + index),
              line,
              createdAt,
              promiseMinutes,
              urgent,
              senior,
              dueAt: dueOf(line, createdAt, promiseMinutes, urgent, senior),
            });
            return { ...ticket, serviceMs: arrival.serviceMinutes * MINUTE };
          });
          const taken = simulate(tickets, agents);
          assert.equal(taken.size, tickets.length);
          const order = [...taken.keys()];
          for (const [index, older] of tickets.entries()) {
            const younger = tickets.slice(index + 1);
            const rank = order.indexOf(older.number);
            for (const other of younger)
              if ((other.dueAt ?? 0) >= (older.dueAt ?? 0))
                assert.ok(order.indexOf(other.number) > rank);
            // A ticket is overtaken only by tickets that arrived before its due time.
            const overtaking = younger.filter(({ number }) => order.indexOf(number) < rank);
            assert.ok(overtaking.every((other) => other.createdAt < (older.dueAt ?? 0)));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('takes an ordinary ticket before urgent ones that are due later, however many arrive', () => {
    const old = { ...sampleTicket({ number: '261123000000' }), serviceMs: 30 * MINUTE };
    // One agent, and twice as many urgent tickets as one agent can handle.
    const flood = Array.from({ length: 60 }, (_, index) => {
      const createdAt = NOW + index * 15 * MINUTE;
      return {
        ...sampleTicket({
          number: String(261123000001 + index),
          createdAt,
          urgent: true,
          dueAt: createdAt + 2 * HOUR,
        }),
        serviceMs: 30 * MINUTE,
      };
    });
    const order = [...simulate([old, ...flood], 1).keys()];
    const before = order.slice(0, order.indexOf(old.number));
    assert.ok(before.length > 0);
    assert.ok(
      before.length <= flood.filter(({ dueAt }) => (dueAt ?? 0) <= (old.dueAt ?? 0)).length,
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { firstPromise } from '../../src/domain/promise.ts';
import { sumCounts, type QueueCounts } from '../../src/domain/queue-counts.ts';
import { wallDays, wallFrom, wallView, type WallTicket } from '../../src/domain/wall.ts';
import { at, DAY, HOUR, MINUTE, NOW, sampleTicket } from '../support/sample.ts';
import { figuresOf } from '../support/wall-figures.ts';

const ZONE = 'Asia/Shanghai';
/** Monday evening. The tickets begin at ten that morning. */
const EVENING = at(1, '20:00');
const wall = (tickets: readonly WallTicket[], length: 1 | 30 = 1, now = EVENING) => {
  const days = wallDays(length, ZONE, now);
  return wallView({
    figures: figuresOf(tickets, days),
    days,
    queue: sumCounts([]),
    presence: { here: 2, onCall: 1 },
    now,
  });
};

const ended = (change: Partial<WallTicket>): WallTicket =>
  sampleTicket({ status: 'solved', outcome: 'solved', closedAt: NOW + HOUR, ...change });
const called = (after: number, change: Partial<WallTicket> = {}): WallTicket => {
  const { createdAt, dueAt } = sampleTicket(change);
  return ended({ firstCallAt: createdAt + after, firstCallDueAt: dueAt, ...change });
};

describe('firstPromise', () => {
  it('is kept by a first call in time, broken by a later one or none, and undecided before the due time', () => {
    const due = NOW + 4 * HOUR;
    assert.deepEqual(firstPromise(called(4 * HOUR), EVENING), { due, kept: true });
    assert.deepEqual(firstPromise(called(4 * HOUR + 1), EVENING), { due, kept: false });
    assert.deepEqual(firstPromise(sampleTicket(), EVENING), { due, kept: false });
    assert.equal(firstPromise(called(MINUTE), due - 1), undefined);
    assert.equal(firstPromise(sampleTicket({ dueAt: null }), EVENING), undefined);
  });

  it('is none when the ticket was cancelled before its due time, and broken when cancelled after it', () => {
    const cancelled = (closedAt: number): WallTicket =>
      sampleTicket({ status: 'cancelled', outcome: 'cancelled', closedAt });
    assert.equal(firstPromise(cancelled(NOW + HOUR), EVENING), undefined);
    assert.deepEqual(firstPromise(cancelled(NOW + 5 * HOUR), EVENING)?.kept, false);
  });

  it('does not change when the ticket gets a later promise', () => {
    const later = called(MINUTE, {
      status: 'follow-up',
      outcome: null,
      closedAt: null,
      notBefore: at(3, '10:00'),
    });
    assert.equal(
      firstPromise({ ...later, dueAt: at(3, '10:30') }, EVENING)?.due,
      later.firstCallDueAt,
    );
  });
});

const moments = fc.option(
  fc.integer({ min: -40 * 24 * 60, max: 24 * 60 }).map((minutes) => EVENING + minutes * MINUTE),
  { nil: null },
);

const anyTicket = fc
  .record({
    createdAt: fc.integer({ min: -40 * 24 * 60, max: 0 }),
    dueAt: moments,
    firstCallAt: moments,
    firstCallDueAt: moments,
    tier: fc.constantFrom('vip', null),
  })
  .map(({ createdAt, ...rest }) =>
    sampleTicket({ createdAt: EVENING + createdAt * MINUTE, ...rest }),
  );

const line = (change: Partial<QueueCounts>): QueueCounts => ({ ...sumCounts([]), ...change });

describe('sumCounts', () => {
  it('adds the counts of all lines, and keeps the earliest time', () => {
    const both = { waiting: 2, atOpening: 2, later: 1, late: 1, soonLate: 3, waitingSince: NOW };
    assert.deepEqual(sumCounts([both, line({ waiting: 1, atOpening: 1, waitingSince: NOW - 1 })]), {
      waiting: 3,
      atOpening: 3,
      later: 1,
      late: 1,
      soonLate: 3,
      waitingSince: NOW - 1,
    });
    assert.equal(sumCounts([line({}), both]).waitingSince, NOW);
    assert.equal(sumCounts([both, line({})]).waitingSince, NOW);
    assert.equal(sumCounts([]).waitingSince, null);
  });
});

describe('wallView', () => {
  it('shows the counts of the queue and the agents who are there', () => {
    const days = wallDays(1, ZONE, EVENING);
    const view = wallView({
      figures: figuresOf([], days),
      days,
      queue: { waiting: 4, atOpening: 5, later: 3, late: 2, soonLate: 1, waitingSince: NOW },
      presence: { here: 2, onCall: 1 },
      now: EVENING,
    });
    assert.deepEqual(view.now, {
      waiting: 4,
      atOpening: 5,
      later: 3,
      late: 2,
      soonLate: 1,
      agentsHere: 2,
      agentsOnCall: 1,
    });
  });

  it("starts days at midnight on the shop's clock, and ends with today", () => {
    assert.equal(wallFrom(1, ZONE, EVENING), at(1, '00:00'));
    assert.equal(wallFrom(30, ZONE, EVENING), at(1, '00:00') - 29 * DAY);
    const midnight = at(1, '00:00');
    assert.deepEqual(wallDays(30, ZONE, EVENING).slice(-2), [
      { date: '2026-11-22', from: midnight - DAY, to: midnight },
      { date: '2026-11-23', from: midnight, to: EVENING + 1 },
    ]);
    const view = wall(
      [sampleTicket({ createdAt: midnight }), sampleTicket({ createdAt: midnight - 1 })],
      30,
    );
    assert.deepEqual(
      view.byDay.slice(-2).map(({ date, created }) => [date, created]),
      [
        ['2026-11-22', 1],
        ['2026-11-23', 1],
      ],
    );
    assert.equal(view.byDay.length, 30);
    assert.equal(view.byDay[0]?.date, '2026-10-25');
    assert.equal(
      wall([sampleTicket({ createdAt: midnight - 1, dueAt: midnight - 1 })]).byDay[0]?.created,
      0,
    );
  });

  it('counts promises by the day on which they were due, and by tier', () => {
    const yesterday = NOW - DAY;
    const view = wall(
      [
        called(HOUR, { tier: 'vip' }),
        called(5 * HOUR, { tier: 'vip' }),
        called(HOUR),
        called(HOUR, { createdAt: yesterday }),
        sampleTicket({ createdAt: yesterday }),
      ],
      30,
    );
    assert.deepEqual(view.promise, { kept: 3, broken: 2 });
    assert.deepEqual(view.byTier, [
      { tier: null, promise: { kept: 2, broken: 1 } },
      { tier: 'vip', promise: { kept: 1, broken: 1 } },
    ]);
    assert.deepEqual(
      view.byDay.slice(-2).map(({ promise }) => promise),
      [
        { kept: 1, broken: 1 },
        { kept: 2, broken: 1 },
      ],
    );
  });

  it('measures the median first call from creation, or from the start of the booked slot', () => {
    const slotStart = NOW + 3 * HOUR;
    const booked = ended({
      notBefore: slotStart,
      dueAt: slotStart + HOUR,
      firstCallAt: slotStart + 10 * MINUTE,
      firstCallDueAt: slotStart + HOUR,
    });
    assert.equal(
      wall([called(2 * MINUTE), booked, called(30 * MINUTE)]).medianFirstCallMs,
      10 * MINUTE,
    );
    assert.equal(wall([called(2 * MINUTE), called(4 * MINUTE)]).medianFirstCallMs, 3 * MINUTE);
    assert.equal(wall([sampleTicket()]).medianFirstCallMs, null);
    // The promise was moved after the first call, so its wait is unknown.
    assert.equal(
      wall([
        called(2 * MINUTE),
        called(50 * MINUTE, { status: 'unreached', notBefore: NOW + 2 * HOUR }),
      ]).medianFirstCallMs,
      2 * MINUTE,
    );
  });

  it('counts outcomes and ratings of the days shown', () => {
    const view = wall([
      ended({}),
      ended({ status: 'closed', outcome: 'unreached' }),
      ended({ status: 'cancelled', outcome: 'cancelled', closedAt: NOW - DAY }),
      ended({ number: '1', rating: 5, ratedAt: NOW + HOUR, feedback: '很快' }),
      ended({ number: '2', closedAt: NOW - 3 * DAY, rating: 2, ratedAt: NOW + 2 * HOUR }),
      ended({ number: '3', closedAt: NOW - 3 * DAY, rating: 1, ratedAt: NOW - DAY }),
    ]);
    assert.deepEqual(view.outcomes, {
      solved: 2,
      unreached: 1,
      'wrong-number': 0,
      cancelled: 0,
      merged: 0,
    });
    assert.deepEqual(view.ratings, [0, 1, 0, 0, 1]);
    assert.deepEqual(view.comments, [
      { number: '2', rating: 2, text: null, at: NOW + 2 * HOUR },
      { number: '1', rating: 5, text: '很快', at: NOW + HOUR },
    ]);
    const many = Array.from({ length: 25 }, (_, index) =>
      ended({ rating: 3, ratedAt: NOW + index }),
    );
    assert.deepEqual(
      [wall(many).comments.length, wall(many).comments[0]?.at, wall(many).ratings[2]],
      [20, NOW + 24, 25],
    );
  });

  it('has tiers and days that add up to the total', () => {
    fc.assert(
      fc.property(
        fc.array(anyTicket, { maxLength: 30 }),
        fc.constantFrom(1 as const, 30 as const),
        (tickets, days) => {
          const { promise, byTier, byDay } = wall(tickets, days);
          for (const parts of [byTier, byDay]) {
            assert.deepEqual(
              parts.reduce(
                (sum, part) => ({
                  kept: sum.kept + part.promise.kept,
                  broken: sum.broken + part.promise.broken,
                }),
                { kept: 0, broken: 0 },
              ),
              promise,
            );
          }
          const from = wallFrom(days, ZONE, EVENING);
          assert.equal(
            byDay.reduce((sum, { created }) => sum + created, 0),
            tickets.filter(({ createdAt }) => createdAt >= from).length,
          );
        },
      ),
    );
  });
});

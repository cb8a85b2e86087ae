import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Hours } from '../../src/contract/hours.ts';
import { deadline } from '../../src/core/deadline.ts';
import type { Promised } from '../../src/core/deadline.ts';

const MINUTE = 60_000;

const createdAt = Date.parse('2026-09-16T10:00:00+08:00');
const plain: Promised = {
  createdAt,
  promiseMinutes: 30,
  urgent: false,
  senior: false,
  rules: {},
  hours: '24x7',
  context: { timeZone: 'Asia/Shanghai' },
};
const minutesOf = (changes: Partial<Promised>): number =>
  ((deadline({ ...plain, ...changes }) ?? NaN) - createdAt) / MINUTE;

describe('deadline', () => {
  it('is the time of the request plus the promise', () => {
    expect(minutesOf({})).to.equal(30);
  });

  it('is sooner for urgent requests and for elderly members, and even sooner for both', () => {
    const rules = { urgentFactor: 0.5, seniorFactor: 0.8 };
    expect(minutesOf({ rules })).to.equal(30);
    expect(minutesOf({ rules, urgent: true })).to.equal(15);
    expect(minutesOf({ rules, senior: true })).to.equal(24);
    expect(minutesOf({ rules, urgent: true, senior: true })).to.equal(12);
  });

  it('ignores marks for which the shop has no factor', () => {
    expect(minutesOf({ urgent: true, senior: true })).to.equal(30);
    expect(minutesOf({ urgent: true, senior: true, rules: { seniorFactor: 0.5 } })).to.equal(15);
  });

  it('rounds the promise up to whole minutes, at least one', () => {
    expect(minutesOf({ promiseMinutes: 15, urgent: true, rules: { urgentFactor: 0.5 } })).to.equal(
      8,
    );
    expect(minutesOf({ promiseMinutes: 1, urgent: true, rules: { urgentFactor: 0.1 } })).to.equal(
      1,
    );
  });

  it('does not add a minute for a floating-point error', () => {
    expect(
      minutesOf({ promiseMinutes: 100, urgent: true, rules: { urgentFactor: 0.55 } }),
    ).to.equal(55);
    const percent = fc.integer({ min: 10, max: 100 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_080 }),
        percent,
        percent,
        (promiseMinutes, urgent, senior) => {
          const rules = { urgentFactor: urgent / 100, seniorFactor: senior / 100 };
          const exact = BigInt(promiseMinutes) * BigInt(urgent) * BigInt(senior);
          expect(minutesOf({ promiseMinutes, urgent: true, senior: true, rules })).to.equal(
            Number((exact + 9999n) / 10_000n),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('counts only open hours', () => {
    const hours: Hours = { weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }] };
    const evening = Date.parse('2026-09-18T17:50:00+08:00');
    expect(deadline({ ...plain, hours, createdAt: evening })).to.equal(
      Date.parse('2026-09-21T09:20:00+08:00'),
    );
  });

  it('is undefined after the end of the work calendar', () => {
    const hours: Hours = {
      weekly: [{ days: [3], from: '09:00', to: '10:10' }],
      workCalendar: true,
    };
    const context = {
      timeZone: 'Asia/Shanghai',
      workCalendar: { through: '2026-09-16', holidays: [], workdays: [] },
    };
    expect(minutesOf({ hours, context, promiseMinutes: 10 })).to.equal(10);
    expect(deadline({ ...plain, hours, context })).to.equal(undefined);
  });

  it('throws for a promise or factor that is not a positive number', () => {
    for (const promiseMinutes of [0, -5, NaN])
      expect(() => deadline({ ...plain, promiseMinutes }), String(promiseMinutes)).to.throw(
        RangeError,
      );
    expect(() => deadline({ ...plain, urgent: true, rules: { urgentFactor: 0 } })).to.throw(
      RangeError,
    );
  });
});

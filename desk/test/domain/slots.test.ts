import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { statusAt } from '../../../src/core/hours.ts';
import { wallTime } from '../../../src/core/zone.ts';
import { lineHours } from '../../src/domain/line-hours.ts';
import { requestedSlot, slotToTake, slotAt, slotsOf } from '../../src/domain/slots.ts';
import {
  at,
  DAY,
  HOUR,
  MINUTE,
  NOW,
  SHOP,
  SHOP_WITHOUT_SLOTS,
  shopInput,
  shopOf,
} from '../support/sample.ts';

describe('the slots of a line', () => {
  it('start at multiples of their length, after the lead time, within open hours, until the last day', () => {
    const slots = slotsOf(SHOP, 'office', at(1, '16:15'));
    assert.deepEqual(slots[0], { from: at(1, '17:00'), to: at(1, '18:00') });
    assert.deepEqual(slots[1], { from: at(2, '09:00'), to: at(2, '10:00') });
    assert.deepEqual(slots.at(-1), { from: at(3, '17:00'), to: at(3, '18:00') });
    assert.equal(slots.length, 1 + 9 + 9);
  });

  it('can be booked until exactly the lead time before they start', () => {
    assert.equal(slotAt(SHOP, 'office', at(1, '17:00'), at(1, '16:30'))?.from, at(1, '17:00'));
    assert.equal(slotAt(SHOP, 'office', at(1, '17:00'), at(1, '16:31')), undefined);
  });

  it('do not touch a break, a holiday or an early closing time', () => {
    const hours = {
      weekly: [
        { days: [1, 2, 3, 4, 5], from: '09:00', to: '12:30' },
        { days: [1, 2, 3, 4, 5], from: '13:30', to: '16:30' },
      ],
      dates: [{ from: '2026-11-24', periods: [] }],
    };
    const shop = shopOf({
      ...shopInput,
      lines: { ...shopInput.lines, office: { ...shopInput.lines.office, hours } },
    });
    const starts = slotsOf(shop, 'office', at(1, '06:00')).map(({ from }) => from);
    const open = ['09:00', '10:00', '11:00', '14:00', '15:00'];
    assert.deepEqual(starts, [
      ...open.map((time) => at(1, time)),
      ...open.map((time) => at(3, time)),
    ]);
  });

  it('end where the work calendar ends', () => {
    const workCalendar = { through: '2026-11-23', holidays: [], workdays: [] };
    const hours = { ...shopInput.lines.office.hours, workCalendar: true };
    const shop = shopOf({
      ...shopInput,
      workCalendar,
      lines: { ...shopInput.lines, office: { ...shopInput.lines.office, hours } },
    });
    assert.deepEqual(slotsOf(shop, 'office', at(1, '16:15')), [
      { from: at(1, '17:00'), to: at(1, '18:00') },
    ]);
  });

  it('do not start at a skipped time or overlap when the clocks change', () => {
    const shop = shopOf({ ...shopInput, timeZone: 'America/New_York' });
    for (const day of ['2026-03-07T12:00:00Z', '2026-10-31T12:00:00Z']) {
      const slots = slotsOf(shop, 'always', Date.parse(day));
      for (const [index, { from, to }] of slots.entries()) {
        assert.equal(wallTime('America/New_York', from) % HOUR, 0);
        assert.equal(to - from, HOUR);
        const next = slots[index + 1];
        if (next) assert.ok(next.from >= to);
      }
    }
  });

  it('are none when the shop offers no slots, or for an unknown line', () => {
    assert.deepEqual(slotsOf(SHOP_WITHOUT_SLOTS, 'always', NOW), []);
    assert.deepEqual(slotsOf(SHOP, 'constructor', NOW), []);
    assert.equal(slotAt(SHOP_WITHOUT_SLOTS, 'always', NOW + 2 * HOUR, NOW), undefined);
    assert.equal(slotAt(SHOP, 'gone', NOW + 2 * HOUR, NOW), undefined);
  });

  it('are none on a date that does not exist, which would be read as the next', () => {
    const ask = (from: string) =>
      requestedSlot({ kind: 'window', from }, SHOP, 'always', Date.parse('2026-11-30T02:00:00Z'));
    assert.notEqual(ask('2026-12-01T04:00:00Z'), 'unknown-slot');
    assert.equal(ask('2026-11-31T04:00:00Z'), 'unknown-slot');
  });

  it('are found by their start exactly when they are offered', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('always', 'office'),
        fc.integer({ min: 0, max: 7 * 1440 }),
        fc.integer({ min: -8 * 24, max: 8 * 24 }),
        (line, minutes, halfHours) => {
          const now = NOW + minutes * MINUTE;
          const from = NOW + halfHours * 30 * MINUTE;
          assert.deepEqual(
            slotAt(SHOP, line, from, now),
            slotsOf(SHOP, line, now).find((slot) => slot.from === from),
          );
        },
      ),
      { numRuns: 150 },
    );
    for (const from of [NaN, Infinity, 8.64e15 + 1, -1])
      assert.equal(slotAt(SHOP, 'always', from, NOW), undefined);
  });

  it('are open from the first minute to the last', () => {
    for (const minutes of [15, 20, 30, 60, 120] as const) {
      const shop = shopOf({
        ...shopInput,
        callbacks: { ...shopInput.callbacks, slots: { minutes, capacity: 1, daysAhead: 7 } },
      });
      const { hours, context } = lineHours(shop, 'office');
      const slots = slotsOf(shop, 'office', NOW);
      assert.ok(slots.length > 0);
      for (const { from, to } of slots) {
        assert.ok(from >= NOW + 30 * MINUTE && from < NOW + 8 * DAY);
        for (const instant of [from, to - MINUTE])
          assert.equal(statusAt(hours, context, instant).state, 'open');
      }
    }
  });
});

describe('slotToTake', () => {
  it("has the capacity from the shop's config", () => {
    assert.deepEqual(slotToTake(SHOP, 'office', { from: NOW }), {
      line: 'office',
      startsAt: NOW,
      capacity: 2,
    });
  });
});

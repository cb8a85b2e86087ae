import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dueAfter, dueAgreed, MAX_MISSED_CALLS, nextTry, retryAt } from '../../src/domain/retry.ts';
import { lineHours } from '../../src/domain/line-hours.ts';
import { at, HOUR, MINUTE, NOW, sampleTicket, SHOP } from '../support/sample.ts';

const OFFICE = lineHours(SHOP, 'office');
const again = (attempts: number, now: number): number | undefined =>
  retryAt(attempts, now, OFFICE.hours, OFFICE.context);

describe('retryAt', () => {
  it('tries again after ten minutes, after an hour, at the next opening, and then no more', () => {
    assert.equal(again(1, NOW), NOW + 10 * MINUTE);
    assert.equal(again(2, NOW), NOW + HOUR);
    assert.equal(again(3, NOW), at(2, '09:00'));
    assert.equal(again(4, NOW), undefined);
    assert.equal(MAX_MISSED_CALLS, 4);
  });

  it('takes the opening after the weekend, or half a day later on a line that never closes', () => {
    assert.equal(again(3, at(5, '17:30')), Date.parse('2026-11-30T09:00:00+08:00'));
    assert.equal(again(3, at(6, '12:00')), Date.parse('2026-11-30T09:00:00+08:00'));
    assert.equal(retryAt(3, NOW, '24x7', OFFICE.context), NOW + 12 * HOUR);
  });

  it('waits for the opening when the line is closed by then', () => {
    assert.equal(again(1, at(1, '17:55')), at(2, '09:00'));
    assert.equal(again(2, at(5, '17:30')), Date.parse('2026-11-30T09:00:00+08:00'));
    assert.equal(again(1, at(1, '17:49')), at(1, '17:59'));
  });

  it('waits for an opening of the usual week after the end of the work calendar', () => {
    assert.ok(OFFICE.hours !== '24x7');
    const hours = { ...OFFICE.hours, workCalendar: true };
    const context = {
      ...OFFICE.context,
      workCalendar: { through: '2026-11-23', holidays: [], workdays: [] },
    };
    assert.equal(retryAt(1, at(2, '17:55'), hours, context), at(3, '09:00'));
    assert.equal(retryAt(3, at(2, '17:00'), hours, context), at(3, '09:00'));
  });
});

describe('dueAfter', () => {
  it("is half an hour of open time after the try, or the tier's promise when that is shorter", () => {
    const ticket = sampleTicket({ line: 'office' });
    assert.equal(dueAfter(NOW, ticket, SHOP), NOW + 30 * MINUTE);
    assert.equal(dueAfter(NOW, { ...ticket, promiseMinutes: 20 }, SHOP), NOW + 20 * MINUTE);
    assert.equal(dueAfter(at(1, '17:50'), ticket, SHOP), at(2, '09:20'));
    assert.equal(dueAfter(at(6, '12:00'), ticket, SHOP), Date.parse('2026-11-30T09:30:00+08:00'));
  });
});

describe('dueAgreed', () => {
  it('is half an hour after an agreed time at which the line is closed', () => {
    const ticket = sampleTicket({ line: 'office' });
    assert.equal(dueAgreed(at(1, '22:30'), ticket, SHOP), at(1, '23:00'));
    assert.equal(dueAgreed(at(1, '17:50'), ticket, SHOP), at(2, '09:20'));
  });
});

describe('nextTry', () => {
  it('comes in the hours of the public line when the config no longer has the line', () => {
    const office = { ...SHOP, publicLine: 'office' };
    assert.equal(nextTry(sampleTicket({ line: 'gone' }), at(1, '17:55'), office), at(2, '09:00'));
    assert.equal(nextTry(sampleTicket({ line: 'gone' }), at(7, '03:00'), SHOP), at(7, '03:10'));
    assert.equal(nextTry(sampleTicket({ line: 'gone', attempts: 3 }), NOW, SHOP), undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Hours } from '../../../src/contract/hours.ts';
import { isCallingTime, nextCallingTime, openLines } from '../../wire/calling-hours.ts';
import { at, NOW, SHOP } from '../support/sample.ts';

/** The work calendar ends with that Wednesday, which is a holiday. */
const context = {
  timeZone: 'Asia/Shanghai',
  workCalendar: { through: '2026-11-25', holidays: [{ date: '2026-11-25' }], workdays: [] },
};
const OFFICE: Hours = {
  weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
  workCalendar: true,
};

describe('isCallingTime', () => {
  it('follows the hours and holidays of the line', () => {
    assert.equal(isCallingTime(OFFICE, context, at(1, '10:00')), true);
    assert.equal(isCallingTime(OFFICE, context, at(1, '03:04')), false);
    assert.equal(isCallingTime(OFFICE, context, at(3, '10:00')), false);
    assert.equal(isCallingTime('24x7', context, at(1, '03:04')), true);
  });

  it('follows the usual week after the end of the work calendar, so that nobody is called at night', () => {
    assert.equal(isCallingTime(OFFICE, context, at(4, '10:00')), true);
    assert.equal(isCallingTime(OFFICE, context, at(4, '03:04')), false);
    assert.equal(isCallingTime(OFFICE, context, at(6, '10:00')), false);
  });

  it('follows another work calendar as soon as it is given', () => {
    assert.equal(isCallingTime(OFFICE, context, at(3, '10:00')), false);
    const worked = { ...context, workCalendar: { ...context.workCalendar, holidays: [] } };
    assert.equal(isCallingTime(OFFICE, worked, at(3, '10:00')), true);
  });
});

describe('nextCallingTime', () => {
  it('is the instant itself while the line is open', () => {
    assert.equal(nextCallingTime(OFFICE, context, at(1, '10:00')), at(1, '10:00'));
    assert.equal(nextCallingTime('24x7', context, NOW), NOW);
  });

  it('is the next opening, also one after the end of the work calendar', () => {
    assert.equal(nextCallingTime(OFFICE, context, at(1, '03:04')), at(1, '09:00'));
    assert.equal(nextCallingTime(OFFICE, context, at(2, '18:00')), at(4, '09:00'));
    assert.equal(nextCallingTime(OFFICE, context, at(4, '03:04')), at(4, '09:00'));
    assert.equal(
      nextCallingTime(OFFICE, context, at(6, '10:00')),
      Date.parse('2026-11-30T09:00:00+08:00'),
    );
  });

  it('is undefined for a line that never opens', () => {
    assert.equal(nextCallingTime({ weekly: [] }, context, NOW), undefined);
  });
});

describe('openLines', () => {
  it('names the lines whose hours differ from those of the public line', () => {
    assert.deepEqual(openLines(SHOP, at(1, '10:00')), { others: true, except: [] });
    assert.deepEqual(openLines(SHOP, at(1, '03:04')), { others: true, except: ['office'] });
    assert.deepEqual(openLines({ ...SHOP, publicLine: 'office' }, at(1, '03:04')), {
      others: false,
      except: ['always'],
    });
  });
});

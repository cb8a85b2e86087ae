import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chineseWorkCalendar } from '../../src/lines/work-calendar.ts';

describe('chineseWorkCalendar', () => {
  it('lists the published holidays and the weekend days that are worked instead', () => {
    const calendar = chineseWorkCalendar(2025);
    const names = new Map(calendar?.holidays.map(({ date, name }) => [date, name]));
    assert.equal(names.get('2025-10-01'), '国庆节');
    assert.equal(names.get('2026-02-17'), '春节');
    assert.ok(calendar?.workdays.includes('2026-02-14'));
    assert.ok(calendar?.workdays.includes('2026-10-10'));
    assert.ok(!names.has('2026-10-10') && !names.has('2026-11-21'));
  });

  it('ends on 28 December of the last published year', () => {
    const { through = '', holidays = [], workdays = [] } = chineseWorkCalendar(2025) ?? {};
    const last = Number(through.slice(0, 4));
    assert.match(through, /^\d{4}-12-28$/);
    assert.ok(last >= 2026);
    assert.ok(
      [...holidays.map(({ date }) => date), ...workdays].every(
        (date) => Number(date.slice(0, 4)) <= last,
      ),
    );
    assert.equal(chineseWorkCalendar(last + 1), undefined);
  });

  it("has no special day from November to 28 December, as next year's notice settles only the days after", () => {
    const { holidays = [], workdays = [] } = chineseWorkCalendar(2004) ?? {};
    const lateDays = [...holidays.map(({ date }) => date), ...workdays]
      .map((date) => date.slice(5))
      .filter((day) => day > '10-31');
    assert.ok(lateDays.includes('12-29'));
    assert.ok(lateDays.every((day) => day >= '12-29'));
  });
});

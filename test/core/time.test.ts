import { expect } from '@open-wc/testing';
import { DAY, HOUR, instantFrom, isDate, iso, MINUTE, SECOND } from '../../src/core/time.ts';

describe('time', () => {
  it('counts in milliseconds', () => {
    expect([SECOND, MINUTE, HOUR, DAY]).to.deep.equal([1_000, 60_000, 3_600_000, 86_400_000]);
  });

  it('writes an instant in UTC with milliseconds', () => {
    expect(iso(Date.UTC(2026, 10, 22, 14, 40, 5, 7))).to.equal('2026-11-22T14:40:05.007Z');
  });

  it('knows which dates exist', () => {
    for (const date of ['2026-02-28', '2028-02-29', '2026-12-31'])
      expect(isDate(date), date).to.equal(true);
    for (const date of ['2026-02-29', '2026-02-31', '2026-04-31', '2026-00-10', '2026-1-1', ''])
      expect(isDate(date), date).to.equal(false);
  });

  it('reads an instant, unless its date does not exist', () => {
    expect(instantFrom('2026-03-03T08:00:00+08:00')).to.equal(Date.UTC(2026, 2, 3));
    for (const text of ['2026-02-31T00:00:00Z', '2026-02-30T08:00+08:00', 'yesterday', ''])
      expect(instantFrom(text), text).to.equal(undefined);
  });

  it('throws for an instant that is not a date', () => {
    expect(() => iso(NaN)).to.throw(RangeError);
  });
});

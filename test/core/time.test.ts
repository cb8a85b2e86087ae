import { expect } from '@open-wc/testing';
import { DAY, HOUR, iso, MINUTE, SECOND } from '../../src/core/time.ts';

describe('time', () => {
  it('counts in milliseconds', () => {
    expect([SECOND, MINUTE, HOUR, DAY]).to.deep.equal([1_000, 60_000, 3_600_000, 86_400_000]);
  });

  it('writes an instant in UTC with milliseconds', () => {
    expect(iso(Date.UTC(2026, 10, 22, 14, 40, 5, 7))).to.equal('2026-11-22T14:40:05.007Z');
  });

  it('throws for an instant that is not a date', () => {
    expect(() => iso(NaN)).to.throw(RangeError);
  });
});

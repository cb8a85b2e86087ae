import { expect } from '@open-wc/testing';
import { numberOf, sampleRow } from '../test-support/samples.ts';
import { countAlike } from './alike.ts';

const row = (serial: number, same: string[], orderNumber: string | null = null) =>
  sampleRow({ number: numberOf(serial), same, orderNumber });

describe('countAlike', () => {
  it('counts other tickets of the same member or phone once each', () => {
    const counts = countAlike([
      row(1, ['member', 'phone']),
      row(2, ['member', 'phone']),
      row(3, ['phone']),
      row(4, ['else']),
    ]);
    expect([1, 2, 3, 4].map((serial) => counts.get(numberOf(serial))?.member)).to.deep.equal([
      2,
      2,
      2,
      undefined,
    ]);
  });

  it('counts those apart that share nothing but the order, whatever its case', () => {
    const counts = countAlike([row(1, ['a'], 'DJ1'), row(2, ['b'], 'dj1'), row(3, ['a'], 'DJ1')]);
    expect(counts.get(numberOf(1))).to.deep.equal({ member: 1, order: 1 });
    expect(counts.get(numberOf(2))).to.deep.equal({ member: 0, order: 2 });
  });

  it('ignores tickets of which neither is known', () =>
    expect(countAlike([row(1, []), row(2, [])]).size).to.equal(0));
});

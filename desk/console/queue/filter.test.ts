import { expect } from '@open-wc/testing';
import { MINUTE, NOW, numberOf, sampleRow } from '../test-support/samples.ts';
import { filtered, withGhost } from './filter.ts';

describe('filtered', () => {
  const mine = sampleRow({ number: numberOf(5), claimedBy: 'a1' });
  const late = sampleRow({ number: numberOf(6), dueAt: NOW - MINUTE });
  const later = sampleRow({
    number: numberOf(7),
    notBefore: NOW + MINUTE,
    window: { from: NOW + MINUTE, to: NOW + 31 * MINUTE },
  });
  const all = [late, mine, later];
  for (const [filter, shown] of [
    ['all', all],
    ['mine', [mine]],
    ['late', [late]],
    ['later', [later]],
  ] as const) {
    it(`returns the rows of the filter “${filter}”`, () =>
      expect(filtered(all, filter, 'a1', NOW)).to.deep.equal(shown));
  }
});

describe('withGhost', () => {
  const rows = [1, 2, 3, 4].map((n) => sampleRow({ number: numberOf(n) }));
  const [first, second, third, fourth] = rows as [
    (typeof rows)[number],
    (typeof rows)[number],
    (typeof rows)[number],
    (typeof rows)[number],
  ];

  it('puts a removed row back where it was, and changes nothing when the row is still there', () => {
    expect(withGhost([first, third], rows, second.number)).to.deep.equal([first, second, third]);
    expect(withGhost([second, third], rows, first.number)).to.deep.equal([first, second, third]);
    expect(withGhost([fourth], rows, third.number)).to.deep.equal([third, fourth]);
    expect(withGhost(rows, rows, third.number)).to.equal(rows);
  });
});

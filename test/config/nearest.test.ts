import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { distance, nearest } from '../../src/config/nearest.ts';

describe('distance', () => {
  const distances: [string, string, number][] = [
    ['number', 'number', 0],
    ['nmber', 'number', 1],
    ['numberr', 'number', 1],
    ['nunber', 'number', 1],
    ['nubmer', 'number', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ];
  for (const [from, to, edits] of distances) {
    it(`from "${from}" to "${to}" is ${edits}`, () => expect(distance(from, to)).to.equal(edits));
  }

  it('is symmetric, and zero only for equal words', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (from, to) => {
        expect(distance(from, to)).to.equal(distance(to, from));
        expect(distance(from, to) === 0).to.equal(from === to);
        expect(distance(from, to)).to.be.within(
          Math.abs(from.length - to.length),
          Math.max(from.length, to.length),
        );
      }),
    );
  });
});

describe('nearest', () => {
  const keys = ['label', 'line', 'lines', 'number'];

  it('finds the candidate with the fewest edits, ignoring case', () => {
    expect(nearest('lins', keys)).to.equal('line');
    expect(nearest('liness', keys)).to.equal('lines');
    expect(nearest('LABEL', keys)).to.equal('label');
  });

  it('finds nothing that needs more than two edits', () => {
    expect(nearest('phone', keys)).to.equal(undefined);
    expect(nearest('x'.repeat(1000), keys)).to.equal(undefined);
  });

  it('finds nothing that needs as many edits as the word has letters', () => {
    expect(nearest('x', ['ab'])).to.equal(undefined);
    expect(nearest('xy', ['ab'])).to.equal(undefined);
  });
});

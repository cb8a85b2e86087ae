import { expect } from '@open-wc/testing';
import { labelled, niceTicks, percentOf, percentWords } from './scale.ts';

describe('percentages', () => {
  it('are never 100 when a promise was broken, nor 0 when one was kept', () => {
    expect(percentOf(99_999, 100_000)).to.equal(99.9);
    expect(percentOf(1, 100_000)).to.equal(0.1);
    expect(percentOf(100_000, 100_000)).to.equal(100);
    expect(percentOf(0, 100_000)).to.equal(0);
    expect(percentOf(2, 3)).to.equal(66.7);
  });

  it('are a dash when nothing was promised', () => {
    expect(percentOf(0, 0)).to.equal(undefined);
    expect(percentWords(0, 0, 'en')).to.equal('–');
    expect(percentWords(1, 2, 'en')).to.equal('50%');
    expect(percentWords(2, 3, 'zh-CN')).to.equal('66.7%');
  });
});

describe('axis ticks', () => {
  for (const [max, ticks] of [
    [0, [0, 1]],
    [1, [0, 1]],
    [4, [0, 1, 2, 3, 4]],
    [5, [0, 2, 4, 6]],
    [37, [0, 10, 20, 30, 40]],
    [73, [0, 20, 40, 60, 80]],
    [400, [0, 100, 200, 300, 400]],
    [999, [0, 500, 1000]],
  ] as const) {
    it(`are whole and round up to ${max}`, () => expect(niceTicks(max)).to.deep.equal(ticks));
  }

  it('name the last day and others at even distances', () => {
    expect([...labelled(30, 6)]).to.deep.equal([29, 24, 19, 14, 9, 4]);
    expect([...labelled(1, 6)]).to.deep.equal([0]);
  });
});

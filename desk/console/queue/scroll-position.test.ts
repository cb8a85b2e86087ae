import { expect } from '@open-wc/testing';
import { scrollPosition } from './scroll-position.ts';

describe('a row under the mouse', () => {
  const under = { total: 1000, height: 300, pinned: true };
  it('stays where it is when rows come above it', () =>
    expect(scrollPosition({ ...under, top: 68, start: 136 })).to.deep.equal({
      scroll: 68,
      above: 0,
      below: 0,
    }));
  it('stays where it is when rows above it go, though there is nothing to scroll back', () =>
    expect(scrollPosition({ ...under, top: 68, start: 0 })).to.deep.equal({
      scroll: 0,
      above: 68,
      below: 0,
    }));
  it('stays where it is when rows below it go at the end', () =>
    expect(scrollPosition({ ...under, top: 0, start: 900 })).to.deep.equal({
      scroll: 900,
      above: 0,
      below: 200,
    }));
});

it('a row with the focus stays as far as scrolling can keep it', () => {
  expect(
    scrollPosition({ top: 68, start: 0, total: 1000, height: 300, pinned: false }),
  ).to.deep.equal({
    scroll: 0,
    above: 0,
    below: 0,
  });
  expect(
    scrollPosition({ top: 0, start: 900, total: 1000, height: 300, pinned: false }),
  ).to.deep.equal({
    scroll: 700,
    above: 0,
    below: 0,
  });
});

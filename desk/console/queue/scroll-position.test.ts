import { expect } from '@open-wc/testing';
import { scrollPosition } from './scroll-position.ts';

describe('scrollPosition of a row under the mouse', () => {
  const under = { total: 1000, height: 300, pinned: true };
  it('scrolls down when rows are added above', () =>
    expect(scrollPosition({ ...under, top: 68, start: 136 })).to.deep.equal({
      scroll: 68,
      above: 0,
      below: 0,
    }));
  it('adds blank space above when rows above are removed and the list is at its top', () =>
    expect(scrollPosition({ ...under, top: 68, start: 0 })).to.deep.equal({
      scroll: 0,
      above: 68,
      below: 0,
    }));
  it('adds blank space below when rows below are removed at the end of the list', () =>
    expect(scrollPosition({ ...under, top: 0, start: 900 })).to.deep.equal({
      scroll: 900,
      above: 0,
      below: 200,
    }));
});

it('scrollPosition of a focused row only scrolls and adds no blank space', () => {
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

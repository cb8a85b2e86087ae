import { expect } from '@open-wc/testing';
import { filtered, withGhost } from './filter.ts';
import { place } from './place.ts';
import { readRoute, pathOf, ticketPath } from '../shell/router.ts';
import { MINUTE, NOW, numberOf, sampleRow } from '../test-support/samples.ts';

const rows = [1, 2, 3, 4].map((n) => sampleRow({ number: numberOf(n) }));
const [first, second, third, fourth] = rows as [
  (typeof rows)[number],
  (typeof rows)[number],
  (typeof rows)[number],
  (typeof rows)[number],
];

describe('a row under the mouse', () => {
  const under = { total: 1000, height: 300, pinned: true };
  it('stays where it is when rows come above it', () =>
    expect(place({ ...under, top: 68, start: 136 })).to.deep.equal({
      scroll: 68,
      above: 0,
      below: 0,
    }));
  it('stays where it is when rows above it go, though there is nothing to scroll back', () =>
    expect(place({ ...under, top: 68, start: 0 })).to.deep.equal({
      scroll: 0,
      above: 68,
      below: 0,
    }));
  it('stays where it is when rows below it go at the end', () =>
    expect(place({ ...under, top: 0, start: 900 })).to.deep.equal({
      scroll: 900,
      above: 0,
      below: 200,
    }));
  it('leaves a blank where it itself has gone', () => {
    expect(withGhost([first, third], rows, second.number)).to.deep.equal([first, second, third]);
    expect(withGhost([second, third], rows, first.number)).to.deep.equal([first, second, third]);
    expect(withGhost([fourth], rows, third.number)).to.deep.equal([third, fourth]);
    expect(withGhost(rows, rows, third.number)).to.equal(rows);
  });
});

it('a row with the focus stays as far as scrolling can keep it', () => {
  expect(place({ top: 68, start: 0, total: 1000, height: 300, pinned: false })).to.deep.equal({
    scroll: 0,
    above: 0,
    below: 0,
  });
  expect(place({ top: 0, start: 900, total: 1000, height: 300, pinned: false })).to.deep.equal({
    scroll: 700,
    above: 0,
    below: 0,
  });
});

describe('a filter', () => {
  const mine = sampleRow({ number: numberOf(5), claimedBy: 'a1' });
  const late = sampleRow({ number: numberOf(6), dueAt: NOW - MINUTE });
  const booked = sampleRow({
    number: numberOf(7),
    window: { from: NOW + MINUTE, to: NOW + 31 * MINUTE },
  });
  const all = [late, mine, booked];
  for (const [filter, shown] of [
    ['all', all],
    ['mine', [mine]],
    ['late', [late]],
    ['booked', [booked]],
  ] as const) {
    it(`shows ${filter}`, () => expect(filtered(all, filter, 'a1', NOW)).to.deep.equal(shown));
  }
});

describe('an address', () => {
  it('leads to a page with its search', () => {
    const { page, query } = readRoute(pathOf('find', { q: '13 8' }));
    expect([page, query.get('q')]).to.deep.equal(['find', '13 8']);
  });
  it('leads to a ticket', () =>
    expect(readRoute(ticketPath('261120482136'))).to.include({
      page: 'ticket',
      number: '261120482136',
    }));
  for (const path of ['/console', '/console/', '/console/nowhere', '/console/ticket/']) {
    it(`leads to the queue from ${path}`, () => expect(readRoute(path).page).to.equal('queue'));
  }
});

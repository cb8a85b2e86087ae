import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { isOrderNumber, orderPatterns } from '../../src/core/order-number.ts';
import { recentOrders } from '../../src/core/recent-orders.ts';

const all = orderPatterns();
const [ONE, TWO] = ['DJ20261122093000123456', 'DJ20261121093000123456'] as const;

describe('recentOrders', () => {
  it('reads numbers with commas or spaces between them', () => {
    for (const text of [`${ONE},${TWO}`, ` ${ONE}，${TWO} `, `${ONE}\n${TWO}`])
      expect(recentOrders(text, all), text).to.deep.equal([{ number: ONE }, { number: TWO }]);
  });

  it('reads a JSON list of numbers and of objects with a title', () => {
    const text = JSON.stringify([{ number: ONE, title: ' Steam 100 元 ', paid: true }, TWO]);
    expect(recentOrders(text, all)).to.deep.equal([
      { number: ONE, title: 'Steam 100 元' },
      { number: TWO },
    ]);
  });

  it('leaves out what is no order number, and what comes twice', () => {
    const text = JSON.stringify([ONE, 'x', 7, null, {}, { number: [ONE] }, ONE, [TWO]]);
    expect(recentOrders(text, all)).to.deep.equal([{ number: ONE }]);
  });

  it('reads no more than six, and no text that is too long', () => {
    const many = Array.from({ length: 20 }, (_, index) => `DJ202611220930001234${10 + index}`);
    expect(recentOrders(many.join(), all)).to.have.length(6);
    expect(recentOrders(many.join().padEnd(9_000), all)).to.deep.equal([]);
    const title = '长'.repeat(500);
    const [first] = recentOrders(JSON.stringify([{ number: ONE, title }]), all);
    expect(first?.title).to.have.length(60);
  });

  it('reads nothing in anything else', () => {
    for (const text of ['', null, undefined, '[', '{"number":"x"}', '[[]]'])
      expect(recentOrders(text, all)).to.deep.equal([]);
  });

  it('never throws, and finds only order numbers', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        for (const { number } of recentOrders(text, all))
          expect(isOrderNumber(number, all)).to.equal(true);
      }),
    );
  });
});

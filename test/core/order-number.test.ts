import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { SHOP_SYSTEMS } from '../../src/contract/config.ts';
import {
  compileOrderPattern,
  findOrderNumber,
  isOrderNumber,
  normalizeOrderNumber,
  orderPatterns,
} from '../../src/core/order-number.ts';

const NUMBERS = {
  dujiaoka: 'A1B2C3D4E5F6G7H8',
  'dujiao-next': 'DJ20261122093000AB12',
  'acg-faka': '126112209300012345',
  zfaka: 'zlkb2026112209300012345',
  caihong: '20261122093000123',
} as const;
const all = orderPatterns();

describe('orderPatterns', () => {
  it('returns the patterns of all known systems if the shop names none', () => {
    expect(all).to.have.length(SHOP_SYSTEMS.length);
    for (const number of Object.values(NUMBERS))
      expect(isOrderNumber(number, all), number).to.equal(true);
  });

  for (const system of SHOP_SYSTEMS) {
    it(`matches only the order numbers of ${system}`, () => {
      const known = Object.entries(NUMBERS).filter(([, number]) =>
        isOrderNumber(number, orderPatterns([system])),
      );
      expect(known.map(([name]) => name)).to.deep.equal([system]);
    });
  }

  const others: [keyof typeof NUMBERS, string][] = [
    ['dujiao-next', 'DJ20261122093000123456'],
    ['dujiao-next', 'DJ20261122093000123456-01'],
    ['dujiao-next', 'DJP20261122093000123456'],
    ['dujiao-next', 'WR20261122093000123456'],
    ['zfaka', '2026112209300012345'],
    ['caihong', 'free20261122093000123'],
    ['caihong', 'invite20261122093000123'],
    ['caihong', '20261122093000123RMB'],
  ];
  for (const [system, number] of others)
    it(`knows ${number} of ${system}`, () =>
      expect(isOrderNumber(number, orderPatterns([system]))).to.equal(true));

  it('matches only whole numbers', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(NUMBERS)),
        fc.constantFrom('#', '/', '_', 'é'),
        (number, more) => {
          expect(isOrderNumber(number + more, all)).to.equal(false);
          expect(isOrderNumber(more + number, all)).to.equal(false);
        },
      ),
    );
  });

  it('returns only custom patterns if only those are given, each anchored as a whole', () => {
    const custom = orderPatterns(undefined, ['GD-\\d{4}|CZ\\d{4}']);
    expect(['GD-1234', 'CZ1234'].every((number) => isOrderNumber(number, custom))).to.equal(true);
    expect(
      ['GD-12345', 'xCZ1234', NUMBERS.caihong].some((number) => isOrderNumber(number, custom)),
    ).to.equal(false);
  });

  it('returns both if systems and custom patterns are given', () => {
    const both = orderPatterns(['caihong'], ['GD-\\d{4}']);
    expect([NUMBERS.caihong, 'GD-1234'].every((number) => isOrderNumber(number, both))).to.equal(
      true,
    );
  });
});

describe('isOrderNumber', () => {
  it('accepts any text that is not blank if there are no patterns', () => {
    expect(isOrderNumber('whatever', [])).to.equal(true);
    expect(isOrderNumber('  ', [])).to.equal(false);
  });

  it('accepts full-width characters and surrounding spaces', () => {
    expect(isOrderNumber('\u3000ＤＪ20261122093000ＡＢ12\u200b ', all)).to.equal(true);
    expect(normalizeOrderNumber('\u3000ＤＪ20261122093000ＡＢ12\u200b ')).to.equal(
      NUMBERS['dujiao-next'],
    );
  });

  it('ignores a pattern that does not compile', () => {
    expect(isOrderNumber('GD-1234', orderPatterns([], ['(', 'GD-\\d+']))).to.equal(true);
    expect(isOrderNumber('GD-1234', orderPatterns([], ['(']))).to.equal(false);
  });

  it('never throws, for any patterns', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, patterns) => {
        expect(isOrderNumber(text, orderPatterns([], patterns))).to.be.a('boolean');
      }),
    );
  });

  it('ignores a pattern that can take exponential time', () => {
    for (const pattern of ['(\\d+)+', '(?:[A-Z]|\\w)*x', '(a{1,9}){9}'])
      expect(compileOrderPattern(pattern), pattern).to.equal(undefined);
    expect(isOrderNumber('1'.repeat(60), orderPatterns([], ['(\\d+)+x', '\\d{60}']))).to.equal(
      true,
    );
  });

  it('allows brackets, stars and braces in a character class or after a backslash', () => {
    for (const pattern of ['[)*]\\d{4}', '\\)*x', '(?:AB)?\\d{3,}'])
      expect(compileOrderPattern(pattern), pattern).to.be.instanceOf(RegExp);
  });

  it('rejects a text of more than 64 characters', () => {
    const digits = orderPatterns([], ['\\d+']);
    expect(isOrderNumber('1'.repeat(64), digits)).to.equal(true);
    expect(isOrderNumber('1'.repeat(65), digits)).to.equal(false);
    expect(isOrderNumber('1'.repeat(65), [])).to.equal(false);
  });
});

describe('findOrderNumber', () => {
  const places: Record<string, string> = {
    'https://shop.example/detail-order-sn/A1B2C3D4E5F6G7H8': NUMBERS.dujiaoka,
    'https://shop.example/bill/A1B2C3D4E5F6G7H8': NUMBERS.dujiaoka,
    'https://shop.example/orders/DJ20261122093000AB12': NUMBERS['dujiao-next'],
    'https://shop.example/guest/orders/DJ20261122093000AB12?lang=en': NUMBERS['dujiao-next'],
    'https://shop.example/#/guest/orders/DJ20261122093000AB12': NUMBERS['dujiao-next'],
    'https://shop.example/user/index/query?tradeNo=126112209300012345': NUMBERS['acg-faka'],
    'https://shop.example/product/query?orderid=zlkb2026112209300012345': NUMBERS.zfaka,
    '/?mod=query&out_trade_no=20261122093000123&x=1': NUMBERS.caihong,
    'https://shop.example/#/query?order_no=DJ20261122093000AB12': NUMBERS['dujiao-next'],
    '/pay/20261122093000123/result': NUMBERS.caihong,
    '/orders/%44J20261122093000AB12': NUMBERS['dujiao-next'],
    '/orders/DJ20261122093000AB12%20': NUMBERS['dujiao-next'],
    'https://shop.example/recharge-orders/WR20261122093000123456': 'WR20261122093000123456',
    'https://shop.example/orders/DJ20261122093000123456-01': 'DJ20261122093000123456-01',
    'https://shop.example/pay?order_no=DJP20261122093000123456': 'DJP20261122093000123456',
    'https://shop.example/user/pay/order.126112209300012345.1': NUMBERS['acg-faka'],
    'https://shop.example/user/recharge/order.126112209300012345.2': NUMBERS['acg-faka'],
    'https://shop.example/user/personal/purchaseRecord?tradeNo=126112209300012345':
      NUMBERS['acg-faka'],
    '/product/order/payjump?paymethod=x&orderid=zlkb2026112209300012345': NUMBERS.zfaka,
    '/?mod=order&orderid=free20261122093000123': 'free20261122093000123',
  };
  for (const [url, number] of Object.entries(places)) {
    it(`finds the number in ${url}`, () => expect(findOrderNumber(url, all)).to.equal(number));
  }

  it('prefers the usual places of order numbers to other path segments', () => {
    expect(findOrderNumber('/s/A12345678BCDEFGH/bill/A1B2C3D4E5F6G7H8', all)).to.equal(
      NUMBERS.dujiaoka,
    );
    expect(findOrderNumber('/s/A12345678BCDEFGH?tradeNo=126112209300012345', all)).to.equal(
      NUMBERS['acg-faka'],
    );
  });

  for (const url of [
    'https://shop.example/',
    'https://shop.example/PLAYSTATIONCARDS/buy',
    'https://shop.example/?gclid=126112209300012345&utm_id=20261122093000123',
    '/orders/list',
    '/orders/%E0%A4%A',
    '',
  ]) {
    it(`finds none in "${url}"`, () => expect(findOrderNumber(url, all)).to.equal(undefined));
  }

  it('finds none if there are no patterns', () => {
    expect(findOrderNumber('/orders/list', [])).to.equal(undefined);
  });

  it('finds only order numbers, in any address', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()),
        (url) => {
          const found = findOrderNumber(url, all);
          if (found !== undefined) expect(isOrderNumber(found, all)).to.equal(true);
        },
      ),
    );
  });
});

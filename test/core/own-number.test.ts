import { expect } from '@open-wc/testing';
import { checkOwnNumber } from '../../src/core/own-number.ts';

const SHOP = {
  lines: {
    public: { number: '400-123-4567', international: '+86 21 6123 4567' },
    diamond: { number: '010-8888 8888 转 8001' },
  },
  callbacks: { callsFrom: ['0571-8765432', '138 0013 8000', '+852 2345 6789'] },
};

describe('checkOwnNumber', () => {
  for (const written of [
    '4001234567',
    '400 123 4567',
    '+86 400-123-4567',
    '0086 4001234567',
    '４００－１２３－４５６７',
    '400-123-4567 转 2',
    '02161234567',
    '(021) 6123-4567',
    '+86 10 8888 8888',
    '010-8888 8888',
    '0571 8765432',
    '+8613800138000',
    '013800138000',
    '00852 2345 6789',
  ])
    it(`knows ${written} as the shop's`, () =>
      expect(checkOwnNumber(written, SHOP)).to.deep.equal({ ours: true }));

  for (const written of [
    '400-123-4568',
    // Of Romania, made to look like the hotline.
    '+400 123 4567',
    '00400 123 4567',
    '0571 61234567',
    '13800138001',
    '95588',
    '110',
    '+852 2345 6780',
    '40012345678',
    '0000000000',
  ])
    it(`says that ${written} is not`, () =>
      expect(checkOwnNumber(written, SHOP)).to.deep.equal({ ours: false }));

  for (const [written, problem] of [
    ['', 'empty'],
    ['无号码', 'letters'],
    ['400 123 456', 'too-short'],
    ['8888 8888', 'missing-area-code'],
  ] as const)
    it(`asks again for “${written}”: ${problem}`, () =>
      expect(checkOwnNumber(written, SHOP)).to.deep.equal({ problem }));

  it('does without rules for callbacks', () =>
    expect(checkOwnNumber('13800138000', { lines: SHOP.lines })).to.deep.equal({ ours: false }));
});

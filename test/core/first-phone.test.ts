import { expect } from '@open-wc/testing';
import { firstPhone } from '../../src/core/first-phone.ts';

const HOTLINE = 'tel:4001234567';

describe('firstPhone', () => {
  for (const [text, uri] of [
    ['400-123-4567', HOTLINE],
    ['(010) 8888 8888', 'tel:01088888888'],
    ['0755-8376 5566 转 8001', 'tel:075583765566,,8001'],
    ['+86-755-8376-5566;ext=8001', 'tel:+8675583765566,,8001'],
    ['4001234567,,2', `${HOTLINE},,2`],
  ] as const)
    it(`reads the whole of “${text}”`, () =>
      expect(firstPhone(text)).to.deep.equal({ display: text, uri }));

  it('makes full-width digits half-width', () => {
    expect(firstPhone('４００－１２３－４５６７')).to.deep.equal({
      display: '400-123-4567',
      uri: HOTLINE,
    });
  });

  for (const [text, uri] of [
    ['400-123-4567 / 010-8888 8888', HOTLINE],
    ['400-123-4567、400-765-4321', HOTLINE],
    ['400 123 4567 010 8888 8888', HOTLINE],
    ['13800138000,13900139000', 'tel:13800138000'],
    ['010-88888888 转 8001 或 13800138000', 'tel:01088888888,,8001'],
    ['400-123-4567 (9:00-21:00)', HOTLINE],
    ['400-123-4567 9:00–21:00', HOTLINE],
    ['400-123-4567，9点至21点', HOTLINE],
    ['400-123-4567,9-21点', HOTLINE],
    ['400-123-4567 转 2（9:00-21:00）', `${HOTLINE},,2`],
    ['热线：400-123-4567', HOTLINE],
    ['24小时热线 400-123-4567', HOTLINE],
    ['95588 周一至周五', 'tel:95588'],
    ['+852 2345 6789 WhatsApp', 'tel:+85223456789'],
  ] as const)
    it(`reads only the first number of “${text}”`, () => {
      const first = firstPhone(text);
      expect(first?.uri).to.equal(uri);
      expect(first?.display.length).to.be.lessThan(text.length);
    });

  it('finds none where there is none', () => {
    for (const text of ['', '暂无', '9:00-21:00', '12345678901'])
      expect(firstPhone(text), text).to.equal(undefined);
  });
});

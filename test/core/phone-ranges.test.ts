import { expect } from '@open-wc/testing';
import { firstPhone } from '../../src/core/first-phone.ts';
import { checkOwnNumber } from '../../src/core/own-number.ts';
import {
  checkCallable,
  dialUri,
  formatPhone,
  maskPhone,
  parsePhone,
} from '../../src/core/phone.ts';

/**
 * One number of each range that members meet: how it is written, its kind, how it is shown, what
 * dials it, and how it is masked if the desk may call it. Ranges: MIIT, 电信网编号计划 2017
 * (工信部信管〔2017〕68号); 190, 192, 196 and 197 since 2019; 700: 号码保护服务业务试点, July 2025;
 * Hong Kong, Macau and Taiwan: ITU-T E.164.
 */
const RANGES: readonly (readonly [
  written: string,
  kind: string,
  shown: string,
  dialled: string,
  masked?: string,
])[] = [
  // Number protection: 700 and twelve digits.
  ['700 1380 0138 0001', 'privacy', '700 1380 0138 0001', '700138001380001', '700****0001'],
  // Resellers.
  ...['162', '165', '167', '170', '171'].map(
    (head) =>
      [
        `${head}0000-1111`,
        'mobile',
        `${head} 0000 1111`,
        `${head}00001111`,
        `${head}****1111`,
      ] as const,
  ),
  // Carriers, the newest ranges.
  ...['166', '172', '173', '190', '191', '192', '193', '195', '196', '197', '198', '199'].map(
    (head) =>
      [
        `+86 ${head}00001111`,
        'mobile',
        `+86 ${head} 0000 1111`,
        `+86${head}00001111`,
        `${head}****1111`,
      ] as const,
  ),
  ['400 123 4567', '400', '400-123-4567', '4001234567'],
  ['800 810 1234', '800', '800-810-1234', '8008101234'],
  ['95588', 'service', '95588', '95588'],
  ['951234', 'service', '951234', '951234'],
  ['95105105', 'service', '9510 5105', '95105105'],
  ['96110', 'service', '96110', '96110'],
  ['0571 96123', 'service', '0571-96123', '057196123'],
  ['10101010', 'service', '1010 1010', '10101010'],
  ['10086', 'service', '10086', '10086'],
  ['12315', 'service', '12315', '12315'],
  ['0571-12345', 'service', '0571-12345', '057112345'],
  ['00852 2345 6789', 'abroad', '+852 2345 6789', '+85223456789', '+852****6789'],
  ['00853 2812 3456', 'abroad', '+853 2812 3456', '+85328123456', '+853****3456'],
];

describe('each range of numbers', () => {
  for (const [written, kind, shown, dialled, masked] of RANGES)
    it(`reads, shows and dials ${written}`, () => {
      const parsed = parsePhone(written);
      expect(parsed.ok && parsed.number.kind).to.equal(kind);
      expect(formatPhone(written)).to.equal(shown);
      expect(dialUri(written)).to.equal(`tel:${dialled}`);
      // In what somebody pasted, with words around it.
      expect(firstPhone(`请打：${written}（9:00-21:00）`)?.uri).to.equal(`tel:${dialled}`);
      const checked = checkCallable(written);
      expect(checked.callable ? maskPhone(checked.e164) : undefined).to.equal(masked);
      const shop = { lines: { public: { number: shown } } };
      expect(checkOwnNumber(written, shop)).to.deep.equal({ ours: true });
      expect(checkOwnNumber('400-999-9999', shop)).to.deep.equal({ ours: false });
    });

  it('takes a privacy number of any other length, and a sender of text messages, for none', () => {
    for (const written of ['70013800138000', '7001380013800012', '10690001234567', '106575'])
      expect(parsePhone(written).ok, written).to.equal(false);
    expect(parsePhone('70013800138000')).to.deep.equal({ ok: false, reason: 'too-short' });
    // Not one of the shop's, whatever it is: callers can show what they like.
    expect(checkOwnNumber('10690001234567', { lines: {} })).to.deep.equal({ ours: false });
  });
});

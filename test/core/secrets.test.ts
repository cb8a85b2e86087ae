import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { orderPatterns } from '../../src/core/order-number.ts';
import { findSecrets, isCardTemplate, maskSecrets } from '../../src/core/secrets.ts';
import { secretRates } from '../support/secret-rates.ts';
import { secretSamples, type Sample } from '../support/secret-samples.ts';
import { WITH_SECRETS, WITHOUT } from '../support/secrets-corpus.ts';

const rules = { orderPatterns: orderPatterns() };
const masked = (text: string): string => maskSecrets(text, findSecrets(text, rules));
/** Kinds and whether they are certain, as `card!` and `card?`. */
const found = (text: string): string[] =>
  findSecrets(text, rules).map(({ kind, isCertain }) => kind + (isCertain ? '!' : '?'));

describe('findSecrets', () => {
  for (const [text, expected] of [
    ['卡密：AB12-CD34-EF56', 'card!'],
    ['AB12C-DE34F-GH56J', 'card!'],
    ['激活码 A1B2C3D4E5F6G7H8', 'card!'],
    ['密码是 hunter22，登录不了', 'password!'],
    ['user@example.com----Pass123', 'password!'],
    ['您的验证码为４８３９２０', 'one-time-code!'],
    ['483920 is your login code', 'one-time-code!'],
    ['4111 1111 1111 1111', 'bank-card!'],
    ['身份证 11010519491231002X', 'id-number!'],
    ['sk-abcdefghijklmnopqrstuvwxyz0123', 'access-key!'],
    ['给我的 RKDZ4V83MZ2V2JPRQ', 'card?'],
  ] as const)
    it(`finds the secret of "${text}"`, () => {
      expect(found(text)).to.deep.equal([expected]);
    });

  for (const text of [
    '订单 A1B2C3D4E5F6G7H8 没到账',
    'DJ20261128223012AB12-01',
    '261128223012345678',
    '4111111111111112',
    '11010519491231002x1',
    'password is wrong',
    '验证码收不到 13800138000',
    '0755-8376-5566',
    'GTX-4090-24G',
    '充值码 10000000 点没到账',
    '卡密：1000元',
    '激活码 2026-11-28 15:30:22 买的，没收到',
    '充值 6000 为什么要验证码',
    '订单 81237 是哪个验证码',
    '我充了 5000 是验证码的问题吗',
    '订单尾号123456（验证码收不到）',
  ])
    it(`finds nothing in "${text}"`, () => {
      expect(found(text)).to.deep.equal([]);
    });

  it('is not certain that a phone number, a day or a dated order number is the code of a card', () => {
    for (const text of [
      '激活码13812345678这个手机收不到',
      '兑换码 13812345678',
      '充值卡 20261128',
      '卡密 20261128001 这个订单的没到',
    ])
      expect(found(text), text).to.deep.equal(['card?']);
  });

  it('is not certain of a number that is a card number by its check digit and an order number by its time', () => {
    expect(found('220214205802296018')).to.deep.equal(['id-number?']);
  });

  it("finds the shop's own card codes", () => {
    const own = { ...rules, cardTemplates: ['GC-####-@@**'] };
    const kinds = (text: string) => findSecrets(text, own).map(({ kind }) => kind);
    expect(kinds('这张 gc-1234-ab5c 不能用')).to.deep.equal(['card']);
    expect(kinds('这张 GC-1234-1B5C 不能用')).to.deep.equal([]);
    expect(kinds('订单 GC-1234-AB5C')).to.deep.equal([]);
  });

  it('ends on any text, and finds parts of it without overlaps', () => {
    const pieces = fc.constantFrom(
      '密码',
      '是',
      ':',
      '卡密',
      '-',
      '----',
      'A1',
      '4111',
      ' ',
      'eyJ',
      '.',
      '@',
      'code',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        let from = 0;
        for (const { start, end } of findSecrets(text, rules)) {
          if (start < from || end <= start || end > text.length) return false;
          from = end;
        }
        return true;
      }),
    );
  });
});

describe('isCardTemplate', () => {
  it('wants six signs that stand for something', () => {
    expect(['GC-####-@*', '######', 'GC-###', 'ABCDEFGH'].map(isCardTemplate)).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('maskSecrets', () => {
  it('keeps the last four characters of cards and numbers', () => {
    expect(masked('卡密 AB12-CD34-EF56，卡 4111 1111 1111 1111')).to.equal(
      '卡密 ****EF56，卡 ****1111',
    );
  });

  it('keeps nothing of passwords and one-time codes', () => {
    expect(masked('密码是 hunter22，验证码 483920')).to.equal('密码是 ****，验证码 ****');
  });

  it('finds nothing more in what it has masked', () => {
    for (const { text } of secretSamples(7, 20)) {
      const once = masked(text);
      expect(masked(once), text).to.equal(once);
    }
  });
});

describe('The rates of findSecrets', () => {
  const without = WITHOUT.map((text): Sample => ({ text, secrets: [] }));

  it('are complete for texts that are made from the same formats', () => {
    const { hits, alarms } = secretRates(secretSamples(1, 20), rules);
    for (const [kind, { found: caught, of }] of hits) expect(caught / of, kind).to.equal(1);
    expect(alarms.certain).to.equal(0);
  });

  it('hold for texts that somebody else has written', () => {
    const { total, alarms } = secretRates([...WITH_SECRETS, ...without], rules);
    expect(total.found / total.of).to.be.above(0.8);
    expect(alarms.found / alarms.of).to.be.below(0.01);
  });
});

/**
 * Texts with secrets and texts without, made from a seed: the words around them, and values that are
 * as long as real ones and have right check digits.
 */
import type { SecretKind } from '../../src/core/secret-rules.ts';

export interface Sample {
  text: string;
  secrets: readonly { kind: SecretKind; value: string }[];
}

/** Mulberry32: the same numbers for the same seed, from 0 up to, without, 1. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const BOTH = DIGITS + CAPITALS;

/** Before and after, in which a member writes. `$` stands for the value. */
const AROUND: Readonly<Record<SecretKind, readonly string[]>> = {
  card: [
    '充值不成功，卡密是$，帮我看看',
    '卡密:$ 显示已使用',
    '激活码 $ 用不了啊',
    '兑换码$输入后提示无效',
    '買的 $ 一直不行',
    'my gift card code is $ and it says used',
    '$',
  ],
  password: [
    '账号 lihua88 密码 $ 登不上去',
    '密码是$',
    '登录密码：$，麻烦看看',
    'password: $ still does not work',
    'lihua@example.com----$',
  ],
  'one-time-code': [
    '验证码是$',
    '【某某商城】您的验证码为$，5分钟内有效',
    '短信验证码 $ 帮我填一下',
    'your verification code is $, do not share it',
    '$ is your login code',
  ],
  'bank-card': ['退到这张卡 $', '银行卡号$', '卡号：$ 招商', 'refund to $ please'],
  'id-number': ['身份证$', '实名 $ 张三', '身份证号：$，解绑'],
  'access-key': ['key 是 $ 用不了', '$ 报 401', 'API key: $'],
};

/** What a member writes that is nobody's secret. */
const HARMLESS: readonly string[] = [
  '订单 {dujiaoka} 没到账',
  '{dujiaoka}',
  '订单号：DJ{stamp}{both4}-01 卡密没发',
  '充值单 WR{stamp}{both4} 付了款',
  '{acg} 这个订单催一下',
  'zlkb{stamp}{digits5} 退款',
  '{stamp}{digits3} 还没处理',
  '微信交易单号 42000{stamp}{digits9}',
  '支付宝 {stamp}{digits9}{digits5}',
  '我的手机 1{mobile}，QQ {digits9}',
  '打 0755-8376-5566 转 8001 没人接',
  '400-{digits3}-{digits4} 一直忙',
  '2026-11-28 22:30 充的，到现在没到',
  '密码忘了怎么找回',
  '提示密码错误 10023',
  'password is wrong',
  '验证码收不到，等了 10 分钟，手机 1{mobile}',
  '卡密还没发货',
  '激活码 怎么用',
  '工单 261128-{digits5}-6 还没回电',
  '付了 1288.00 元，角色 ID {digits9}',
  'GTX-4090-24G 显卡秒卡',
  'error 0x80070005 on start',
  '版本 10.0.19045.3803',
  '服务器 s128 区，昵称 Lucky_2026',
  '订单 {groups} 请查',
];

/** Makes the same samples for the same seed. */
export function secretSamples(seed: number, perTemplate: number): Sample[] {
  const next = numbersFrom(seed);
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const some = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join('');
  const pad = (n: number): string => String(n).padStart(2, '0');
  const stamp = (): string =>
    `20${pad(22 + below(5))}${pad(1 + below(12))}${pad(1 + below(28))}${pad(below(24))}${pad(below(60))}${pad(below(60))}`;

  /** With the check digit of ISO/IEC 7812. */
  const bankCard = (): string => {
    const [start, length] = pick([
      ['622848', 19],
      ['621700', 19],
      ['622588', 16],
      ['4', 16],
      ['53', 16],
    ] as const);
    const body = start + some(DIGITS, length - 1 - start.length);
    const digits = Array.from(DIGITS).find((check) => {
      const sum = Array.from(body + check)
        .reverse()
        .reduce((total, digit, index) => {
          const value = Number(digit) * (index % 2 ? 2 : 1);
          return total + (value > 9 ? value - 9 : value);
        }, 0);
      return sum % 10 === 0;
    });
    const whole = body + (digits ?? '');
    return pick([whole, whole.replace(/(.{4})(?=.)/g, '$1 ')]);
  };
  /** With the check character of GB 11643. */
  const idNumber = (): string => {
    const body = `${pick(['110105', '440305', '510104', '330106'])}19${pad(60 + below(40))}${pad(1 + below(12))}${pad(1 + below(28))}${some(DIGITS, 3)}`;
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
    return body + '10X98765432'.charAt(sum % 11);
  };
  /** At least two digits and two letters in each group, as random codes mostly have. */
  const group = (length: number): string => {
    const made = some(BOTH, length);
    return /\d/.test(made) && /[A-Z]/.test(made) ? made : group(length);
  };
  const groups = (): string => {
    const [length, many] = pick([
      [5, 3],
      [4, 3],
      [4, 4],
      [5, 5],
    ] as const);
    return Array.from({ length: many }, () => group(length)).join('-');
  };
  const password = (): string => {
    const made = some(`${BOTH}abcdefghijkmnpqrstuvwxyz!@#_.`, 6 + below(10));
    return /\d/.test(made) && /[a-z]/i.test(made) ? made : password();
  };
  const values: Readonly<Record<SecretKind, () => string>> = {
    card: groups,
    password,
    'one-time-code': () => some(DIGITS, pick([4, 6, 6, 6])),
    'bank-card': bankCard,
    'id-number': idNumber,
    'access-key': () => `sk-${some(`${BOTH}abcdefghij`, 40)}`,
  };
  const filled = (template: string): string =>
    template
      .replace('{dujiaoka}', () => some(BOTH, 16))
      .replace('{groups}', groups)
      .replace('{acg}', () => stamp().slice(2) + some(DIGITS, 6))
      .replace('{mobile}', () => pick(['3', '5', '8', '9']) + some(DIGITS, 9))
      .replace(/\{stamp\}/g, stamp)
      .replace('{both4}', () => some(BOTH, 4))
      .replace(/\{digits(\d)\}/g, (_, length: string) => some(DIGITS, Number(length)));

  return Array.from({ length: perTemplate }).flatMap(() => [
    ...(Object.keys(AROUND) as SecretKind[]).flatMap((kind) =>
      AROUND[kind].map((around): Sample => {
        const value = values[kind]();
        return { text: around.replace('$', () => value), secrets: [{ kind, value }] };
      }),
    ),
    ...HARMLESS.map((template): Sample => ({ text: filled(template), secrets: [] })),
  ]);
}

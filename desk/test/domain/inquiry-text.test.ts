import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { neverAskedIn } from '../../src/domain/inquiry-text.ts';
import { NEVER_ASKED, type NeverAsked } from '../../wire/inquiry.ts';

const REFUSED: Readonly<Record<NeverAsked, readonly string[]>> = {
  card: [
    '请把卡密发过来',
    '卡 密是多少？',
    '卡-密 后四位',
    '卡蜜发我看看',
    '充值卡的背面',
    'CDK 是什么',
    'Please send the gift card',
    'What is the c d k e y?',
    'kami 发我',
    '里面有这个吗：AB12-CD34-EF56-GH78',
  ],
  code: [
    '验证码发一下',
    '驗證碼是多少',
    '请报一下激活码',
    '兑换码发我',
    '收到的6位数是多少？',
    '短信里的数字是多少',
    '验 證 碼',
    '验​证​码',
    '验证马发我',
    'yzm 是多少',
    'What is the verification code?',
    'Tell me the ｃｏｄｅ',
    'send the c-o-d-e',
    'the сode you got',
    'OTP please',
    'your PIN?',
    'the six digits you got',
  ],
  password: [
    '密码是多少',
    '登錄密碼',
    '密 码 发 我',
    '密.码',
    '蜜码发我',
    'mima 是什么',
    'password?',
    'p a s s w o r d',
    'P4ssw0rd pls',
    'раssword',
    'pásswörd',
    'your pwd',
    '不要发密码',
    '请不要告诉任何人您的密码，好吗？',
  ],
  'bank-card': ['银行卡号', '信用卡正面', '储蓄卡后四位', 'CVV 是多少', 'Which bank card?'],
  'id-number': ['身份证号', '身分證正面', '手持证件照', 'Your passport?', 'ID card photo'],
  transfer: ['先转账 1 元', '轉帳了吗', '打款到这里', '发个红包', 'Did you transfer it?'],
  'screen-sharing': [
    '打开屏幕共享',
    '共享一下屏幕',
    '装一下向日葵',
    'Share your screen',
    'AnyDesk ok?',
  ],
  link: ['打开 https://a.example', '去 pay-shop.top 看看', 'www.shop.example'],
};

const ALLOWED = [
  '现在到账了吗？',
  '游戏里现在有了吗',
  '充值页面的截图，要看得到区服',
  '订单详情页，订单号码看得到就行',
  '您充的是 QQ 号码还是微信？',
  '错误代码还在吗？',
  '退出重新登录后好了吗？',
  '付款成功了吗？',
  '是 11 月 23 日 20:15 左右吗？',
  '换一个区可以吗？',
  '二维码打得开吗？',
  '是不是买了两次？',
  'Is it there now?',
  'The page with the error code',
  'Was it the 100 yuan top-up?',
  'Does it still say “not paid”?',
  'Did you restart the game?',
  'A screenshot of the order page',
  '現在到帳了嗎？',
  '這個伺服器對嗎？',
];

describe('neverAskedIn', () => {
  for (const kind of NEVER_ASKED)
    it(`finds ${kind}, however it is written`, () => {
      for (const text of REFUSED[kind]) assert.equal(neverAskedIn(text), kind, text);
    });

  it('lets other questions pass', () => {
    for (const text of ALLOWED) assert.equal(neverAskedIn(text), undefined, text);
  });
});

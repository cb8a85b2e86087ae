import { findSecrets } from '../../../src/core/secrets.ts';
import type { NeverAsked } from '../../wire/inquiry.ts';

/**
 * The words of an agent to a member never speak of what agents must not ask for: not to ask for it,
 * and not to warn of it either, because whoever skims reads "send the code". Rules that look for
 * words cannot tell the two apart, and members need not learn to.
 */

/** Letters of other scripts that look like Latin ones, and digits written for letters. */
// prettier-ignore
const ALIKE: Readonly<Record<string, string>> = {
  а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', х: 'x', у: 'y', ѕ: 's', і: 'i', ԁ: 'd', ԝ: 'w', к: 'k', т: 't', м: 'm', в: 'b', н: 'h',
  α: 'a', ο: 'o', ρ: 'p', ι: 'i', ν: 'v', κ: 'k', τ: 't',
  '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '$': 's', '@': 'a',
};

/** Half-width, without accents and invisible characters, in lower case. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase();

const unlike = (text: string): string =>
  [...text].map((sign) => (Object.hasOwn(ALIKE, sign) ? (ALIKE[sign] ?? sign) : sign)).join('');

/** Without what can be put between the signs of a word: "密-码", "p a s s w o r d". */
const squeezed = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** Chinese, and long words of other languages, in {@link squeezed} text. First come the special ones. */
// prettier-ignore
const SQUEEZED: readonly (readonly [NeverAsked, RegExp])[] = [
  ['password', /[密蜜秘泌]\s?[码碼馬马玛瑪]|口令|密保|passw[ou]?r?d|passcode|passphrase|mima(?!n)/],
  ['bank-card', /[银銀]行卡|信用卡|[储儲]蓄卡|借[记記]卡|卡片?背面|安全[码碼]|bankcard|creditcard|debitcard|bankaccount|cvv|cvc/],
  ['card', /卡[密蜜秘号號码碼]|[密蜜]卡|充值卡|点卡|點卡|礼品卡|禮品卡|卡券|序列[号號]|授[权權]码|cdkey|cdk|giftcard|cardcode|cardkey|cardsecret|cardnumber|serialnumber|licen[cs]ekey|activationkey|kami(?!n)/],
  ['id-number', /身[份分][证證]|[证證]件|[护護]照|人[脸臉]|刷[脸臉]|手持|idcard|idnumber|identitycard|passport|shenfenzheng/],
  ['transfer', /[转轉][账賬帐帳]|打款|[汇匯]款|打[钱錢]|[转轉][钱錢]|[红紅]包|押金|保[证證]金|解[冻凍]|刷[单單]|[钱錢]包地址|transfer|remittance|sendmoney|zhuanzhang/],
  ['screen-sharing', /[屏幕屛]\s?[共分]享|共享.{0,3}[屏桌]|分享.{0,3}[屏桌]|投屏|[远遠]程|[远遠]端|向日葵|腾讯会议|騰訊會議|screenshar|sharey?o?u?r?(?:the|my)?screen|remotecontrol|remotedesktop|remoteaccess|teamviewer|anydesk|todesk|rustdesk/],
  ['code', /[验驗眼][证證].{0,2}[码碼馬马玛瑪号號信字]|校[验驗]|[动動][态態]|短信|[简簡][讯訊]|onetime|[4-8四五六七八][位个個][数數]|verification|authenticator|yanzhengma|yzm/],
];

/** What may be called 码 although it opens nothing. */
const HARMLESS_MA =
  /[号號编編条條页頁数數尺起乱亂代错錯邮郵价價]\s?[码碼]|二[维維][码碼]|扫[码碼]|[码碼][数數]/g;

/** Short words of other languages: only as words of their own. */
const WORDS: readonly (readonly [NeverAsked, RegExp])[] = [
  ['password', /\b(?:pwd|pw|psw)\b/],
  ['code', /\b(?:otp|2fa|mfa|pins?|digits?)\b/],
];
const HARMLESS_CODE =
  /\b(?:error|status|qr|bar|area|country|zip|post(?:al)?|product|source) ?codes?\b/g;
const CODE = /\bcodes?\b|\bc[\W_]?o[\W_]?d[\W_]?e\b/;

/** An address of another page, or a way to talk elsewhere. */
const LINK =
  /https?:|www\.|\b[\w-]+\.(?:com|cn|net|org|top|xyz|vip|cc|io|me|app|link|site|shop|club|info|ru|tk)\b/;

/**
 * What the text of an inquiry must not speak of; undefined if it speaks of nothing of that kind.
 * Also where it is written with spaces, other scripts, homophones or lookalikes.
 *
 * @example neverAskedIn('请把密 码发来') // 'password'
 * @example neverAskedIn('现在到账了吗？') // undefined
 */
export function neverAskedIn(text: string): NeverAsked | undefined {
  const written = plain(text);
  if (LINK.test(written.replace(/[。．｡]/g, '.'))) return 'link';
  for (const form of [written, unlike(written)]) {
    const tight = squeezed(form);
    const found =
      SQUEEZED.find(([, words]) => words.test(tight)) ??
      WORDS.find(([, words]) => words.test(form));
    if (found) return found[0];
    if (CODE.test(form.replace(HARMLESS_CODE, ' '))) return 'code';
    if (/[码碼]/.test(tight.replace(HARMLESS_MA, ''))) return 'code';
  }
  const [secret] = findSecrets(text).filter(({ isCertain }) => isCertain);
  if (!secret) return undefined;
  return secret.kind === 'one-time-code' || secret.kind === 'access-key' ? 'code' : secret.kind;
}

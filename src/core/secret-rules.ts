/**
 * What a member must not send to an agent, because whoever reads it can use it.
 *
 * - `card`: the code of a game card, a gift card or a licence
 * - `password`
 * - `one-time-code`: of a text message or an authenticator
 * - `bank-card`
 * - `id-number`: of a mainland identity card
 * - `access-key`: of an API or a session
 */
export type SecretKind =
  'card' | 'password' | 'one-time-code' | 'bank-card' | 'id-number' | 'access-key';

/** A candidate, as a rule sees it. */
interface Candidate {
  readonly text: string;
  /** The two characters after it. */
  readonly after: string;
  /** Whether it has the form of an order number of this shop. */
  readonly isOrder: boolean;
  /** Whether the words before it say that it is something else: an order, a parcel, a device. */
  readonly isHarmless: boolean;
}

export interface SecretRule {
  readonly kind: SecretKind;
  /**
   * The second group is the candidate, the first what stands before it: Safari 14 has no
   * lookbehind.
   */
  readonly pattern: RegExp;
  /** Whether the candidate is a secret. */
  readonly judge: (candidate: Candidate) => 'certain' | 'perhaps' | false;
}

// All repetitions are bounded: a desk runs these on whatever it is sent.
/** Between a word such as 卡密 and the code: "卡密是：", "code is ". */
export const LINK =
  '\\s{0,3}(?:(?:号码|号|是|为|就是|is|was)\\s{0,3})?(?:[:=→]\\s{0,3}|-{2,6}\\s{0,3})?';
/** The same, where a space is not enough. */
const CLEAR_LINK =
  '\\s{0,3}(?:(?:是|为|就是)\\s{0,3}:?|我?(?:改成|改为|设成|设为|设的)了?:?|[:=→]|-{2,6})\\s{0,3}';

const CARD_WORDS =
  '(?:卡密码?|激活[码碼]|[兑兌][换換][码碼]|充[值値][码碼]|充值卡(?:密码)?|点卡(?:密码)?|一卡通|礼品[卡码]|提货码|注册码|授权码|序列号|cdk(?:ey)?|cd[- ]key|(?:gift|redeem|redemption|activation|licen[cs]e|product|voucher|steam) ?(?:card|code|key)(?: (?:code|number|pin))?|card (?:code|pin|secret)|serial number)';
const CODE_WORDS =
  '(?:[验驗][证證][码碼]|校验码|动态码|动态密码|短信码|安全码|(?:verification|security|one[- ]time|2fa|sms|login|telegram|whatsapp|google|apple|microsoft|[2二两]-?step) ?(?:code|password|pin)|otp)';
/** Behind such a word: it is spoken about, and no code is given. */
const ABOUT_CODE = '\\s?(?:的?(?:问题|原因)|(?:一直|还|都)?[没收不未错怎])';
/** Names of what a program signs in with. */
const KEY_WORDS =
  '(?:密钥|私钥|令牌|api[-_ ]?key|app[-_ ]?secret|secret(?:[-_ ]?key)?|(?:access|refresh|bot|auth)?[-_ ]?token|sessdata|cookie|key)';
const PASSWORD_WORDS = '(?:密[码碼]|密(?=\\s{0,3}:)|口令|password|passwd|passcode|pwd)';
/** What stands behind "password:" in the words of an error. */
const NO_PASSWORD =
  /^(?:incorrect|wrong|invalid|error|expired|required|empty|null|none|reset|changed?|forgot(?:ten)?|failed|missing|and|or|the|not|does|too|must)\b/i;

/** With these digits a number of a mainland identity card begins: the provinces. */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
/** A day of birth: yyyymmdd. */
const BIRTHDAY = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** Whether the check character is right, by GB 11643 (ISO 7064 MOD 11-2). */
function isIdNumber(number: string): boolean {
  if (!PROVINCES.test(number) || !BIRTHDAY.test(number.slice(6, 14))) return false;
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += (2 ** (17 - index) % 11) * +number.charAt(index);
  return '10X98765432'.charAt(sum % 11) === number.charAt(17).toUpperCase();
}

/** When an order was made, with which some shop systems' numbers begin: yymmddHHMMSS. */
const ORDER_TIME = /^2\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d/;

/** Visa, Mastercard, UnionPay, JCB, American Express, and old cards of Chinese banks. */
const BANK_CARDS =
  /^(?:4\d{15}|4\d{18}|5[1-5]\d{14}|2[2-7]\d{14}|62\d{14,17}|35[2-8]\d{13}|3[47]\d{13}|(?:955[89]|60[0-4]\d)\d{15})$/;

/** Whether the check digit is right, by ISO/IEC 7812. */
function isBankCard(number: string): boolean {
  if (!BANK_CARDS.test(number)) return false;
  let sum = 0;
  for (let index = 1; index <= number.length; index++) {
    const digit = +number.charAt(number.length - index);
    sum += index % 2 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum % 10 === 0;
}

const MOBILE = /^1[3-9]\d{9}$/;
const digitsOf = (text: string): string => text.replace(/[ .-]/g, '');
const count = (text: string, pattern: RegExp): number => text.split(pattern).length - 1;
const certain = (): 'certain' => 'certain';
export const certainIf = (is: boolean): 'certain' | false => is && 'certain';

/** A day, alone or at the beginning of an order number. */
const DATED = /^20[1-3]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;
/** What stands behind an amount. */
const UNIT = /^ ?[元块塊点點张張]/;

const isAmount = ({ text, after }: Candidate): boolean => /^\d+$/.test(text) && UNIT.test(after);

/** What follows a word such as 卡密: the code, or when and for how much the card was bought. */
function judgeNamedCard(candidate: Candidate): 'certain' | 'perhaps' | false {
  const { text } = candidate;
  if (isAmount(candidate)) return false;
  if (/^20[1-3]\d-\d\d-\d\d$/.test(text)) return false;
  if (MOBILE.test(text) || (/^\d+$/.test(text) && DATED.test(text))) return 'perhaps';
  return certainIf(count(text, /\d/) > 3 || (count(text, /\d/) > 0 && count(text, /[A-Z]/i) > 3));
}

/** Shorter ones are names of products: GTX-4090-24G. */
const MIN_GROUPS_LENGTH = 14;

/** Groups with hyphens, as licences and gift cards print them. */
function judgeGroups({ text, isOrder, isHarmless }: Candidate): 'certain' | 'perhaps' | false {
  if (isOrder || isHarmless || text.length < MIN_GROUPS_LENGTH) return false;
  const groups = text.split(/[ -]/).length;
  const digits = count(text, /\d/);
  const letters = count(text, /[A-Z]/i);
  // Landlines and dates have three groups of digits; words have no digits.
  if (!letters) return certainIf(groups > 3 && digits === 4 * groups);
  if (digits < 2) return certainIf(groups > 3 && text === text.toUpperCase());
  return text === text.toUpperCase() ? 'certain' : 'perhaps';
}

/**
 * One long group of capitals and digits. Parcels and tax numbers have their letters in one or two
 * places.
 */
const judgeLong = ({ text, isOrder, isHarmless }: Candidate): 'perhaps' | false =>
  !isOrder && !isHarmless && count(text, /\d+/) > 2 && count(text, /[A-Z]+/) > 2 && 'perhaps';

/** Rules in the order in which they are tried. Text that one has matched is skipped by later ones. */
export const SECRET_RULES: readonly SecretRule[] = [
  {
    kind: 'access-key',
    pattern:
      /(^|[^\w-])(eyJ[\w-]{10,2000}\.[\w-]{10,2000}\.[\w-]{5,2000}|[spr]k[-_][\w-]{20,200}|gh[pousr]_\w{20,100}|(?:AKIA|LTAI|AIza|hf_|whsec_|xox[bap]-)[\w-]{12,100}|-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[^-]{1,4000}(?:-----END [A-Z ]{0,20}PRIVATE KEY-----)?)/g,
    judge: certain,
  },
  {
    kind: 'access-key',
    pattern: new RegExp(`(${KEY_WORDS}["']?(?:给你)?${LINK}["']?)([\\w.:%*+/=~-]{16,2000})`, 'gi'),
    judge: ({ text, isOrder }) =>
      certainIf(!isOrder && /\d/.test(text) && /[A-Z]/i.test(text) && !/^https?:/i.test(text)),
  },
  {
    kind: 'id-number',
    pattern: /(^|[^\dA-Za-z])(\d{6}[ .-]?\d{8}[ .-]?\d{3}[\dX])(?![\dA-Z])/gi,
    judge: ({ text, isOrder }) =>
      isIdNumber(digitsOf(text)) && (isOrder && ORDER_TIME.test(text) ? 'perhaps' : 'certain'),
  },
  {
    kind: 'bank-card',
    pattern: /(^|[^\dA-Za-z-])(\d(?:[ -]?\d){14,18})(?![ -]?\d|[A-Z])/gi,
    judge: ({ text, isHarmless }) => certainIf(!isHarmless && isBankCard(digitsOf(text))),
  },
  {
    // Three digits on the back of a card.
    kind: 'bank-card',
    pattern: new RegExp(`((?:安全码|cvv2?|cvc2?)${LINK})(\\d{3,4})(?!\\d)`, 'gi'),
    judge: certain,
  },
  {
    // "name----password----more", in which accounts are sold.
    kind: 'password',
    pattern: /([\w.@+]{3,80}-{4})([\x21-\x7e]{4,300})/g,
    judge: ({ text }) => certainIf(/[A-Z0-9]/i.test(text)),
  },
  {
    kind: 'one-time-code',
    pattern: new RegExp(
      `(${CODE_WORDS}[^\\d\\n,.;!?，。；！？错误報报提示失订单不没未]{0,6})(\\d(?:[ -]?\\d){3,7})(?![ -]?\\d|[A-Z])`,
      'gi',
    ),
    judge: ({ text }) => certainIf(!/^20\d\d-/.test(text)),
  },
  {
    kind: 'one-time-code',
    pattern: new RegExp(
      `(^|[^\\w.-])(\\d{4,8})(?=\\s{0,2}(?:[(【]|是(?![不否哪])|为(?!什么|何)|is (?:your|the)\\b)[^\\d,.，。\\n]{0,16}${CODE_WORDS}(?!${ABOUT_CODE}))`,
      'gi',
    ),
    judge: ({ isHarmless }) => certainIf(!isHarmless),
  },
  {
    // Steam's have letters.
    kind: 'one-time-code',
    pattern: new RegExp(`(${CODE_WORDS}${LINK})([A-Z0-9]{5,8})(?![A-Z0-9])`, 'gi'),
    judge: ({ text }) => certainIf(/\d/.test(text) && /^[A-Z\d]+$/.test(text)),
  },
  {
    kind: 'one-time-code',
    pattern: new RegExp(`(^|[^\\w.-])(\\d{6})(?=[^\\w\\n][^\\d\\n]{0,6}${CODE_WORDS})`, 'gi'),
    judge: ({ isHarmless }) => !isHarmless && 'perhaps',
  },
  {
    kind: 'card',
    pattern: new RegExp(
      `(${CARD_WORDS}${LINK})((?:[A-Z0-9]{3,6}[ -]){2,7}[A-Z0-9]{3,6}|[A-Z0-9][A-Z0-9_-]{6,60}[A-Z0-9])(?![A-Z0-9])`,
      'gi',
    ),
    judge: judgeNamedCard,
  },
  {
    kind: 'password',
    pattern: new RegExp(`(${PASSWORD_WORDS}${CLEAR_LINK})([\\x21-\\x7e]{4,100})`, 'gi'),
    judge: (candidate) =>
      certainIf(
        /[A-Z0-9]/i.test(candidate.text) &&
          !NO_PASSWORD.test(candidate.text) &&
          !isAmount(candidate),
      ),
  },
  {
    kind: 'password',
    pattern: new RegExp(
      `(${PASSWORD_WORDS}\\s{0,3}(?:(?:is|was)\\s)?)([\\x21-\\x7e]{6,100})`,
      'gi',
    ),
    judge: ({ text, isOrder }) =>
      certainIf(
        !(isOrder && /[A-Z]/i.test(text)) &&
          /\d/.test(text) &&
          !MOBILE.test(text) &&
          !/^20\d\d[-/.]/.test(text),
      ),
  },
  {
    // An account and what stands behind it.
    kind: 'password',
    pattern:
      /((?:[\w.+-]{1,64}@[\w-]{1,63}\.\w{2,10}|1[3-9]\d{9})\s{0,2}[ /]\s{0,2})([\x21-\x7e]{6,40})/g,
    judge: ({ text, isOrder }) =>
      !isOrder &&
      /[A-Z]/i.test(text) &&
      /[\d!@#$%^&*_]/.test(text) &&
      !/^https?:|@\w/i.test(text) &&
      'perhaps',
  },
  {
    kind: 'card',
    pattern: /(^|[^A-Za-z0-9-])((?:[A-Z0-9]{3,6}-){2,7}[A-Z0-9]{3,6})(?![A-Z0-9-])/gi,
    judge: judgeGroups,
  },
  {
    kind: 'card',
    pattern: /(^|[^A-Za-z0-9-])((?:[A-Z0-9]{4,5} ){3,6}[A-Z0-9]{4,5})(?![A-Za-z0-9-])/g,
    judge: (candidate) => (count(candidate.text, /\d/) > 1 ? judgeGroups(candidate) : false),
  },
  {
    kind: 'card',
    pattern: /(^|[^A-Za-z0-9-])([A-Z0-9]{12,32})(?![A-Za-z0-9-])/g,
    judge: judgeLong,
  },
  {
    kind: 'access-key',
    pattern: /(^|[^\w./=&?#%@+-])([\w+/=.-]{28,2000})/g,
    judge: ({ text }) =>
      [/[a-z]/, /[A-Z]/, /\d/].every((sign) => count(text, sign) > 3) && 'perhaps',
  },
];

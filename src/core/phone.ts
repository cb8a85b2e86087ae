/**
 * Telephone numbers of mainland China's numbering plan, and E.164 numbers of all other countries.
 *
 * General phone libraries reject numbers that hotlines depend on (95588, 12315, extensions), so the
 * plan is a table in this file.
 */

export type PhoneKind =
  '400' | '800' | 'service' | 'fixed' | 'mobile' | 'privacy' | 'abroad' | 'emergency' | 'premium';

export interface PhoneNumber {
  readonly kind: PhoneKind;
  /** As dialled inside mainland China; `+…` (E.164) for a number of another country. */
  readonly digits: string;
  /**
   * With its leading 0: `010`, `0571`. Short numbers can have one too: 0571-12345 reaches the 12345
   * of another city.
   */
  readonly areaCode?: string;
  readonly extension?: string;
  /**
   * Set if the number was written with `+86` or `0086`: then it is shown and dialled with `+86`.
   */
  readonly countryCode?: '86';
}

/**
 * Why a text is not a telephone number. `letters`: it has characters that no number contains.
 */
export type PhoneProblem =
  'empty' | 'letters' | 'too-short' | 'too-long' | 'missing-area-code' | 'unknown';

/**
 * Area codes: 010, 02x (026 is not assigned), and 03xx to 09xx, of which only 070x and 090x have a
 * 0 in the third place.
 */
const AREA = /^0(?:10|2[0-57-9]|[79]\d\d|[34568][1-9]\d)/;

/**
 * The numbering plan (MIIT, 电信网编号计划 2017, 工信部信管〔2017〕68号). Before a number is matched,
 * its area code is replaced: `-` stands for a code of four digits, `.` for one of three (in those
 * cities all local numbers have eight digits). Normalized digits contain neither character.
 */
const PLAN: readonly (readonly [PhoneKind, RegExp])[] = [
  // Resellers have 162, 165, 167, 170 and 171; 190, 192, 196 and 197 are in use since 2019 (MIIT).
  ['mobile', /^1[3-9]\d{9}$/],
  // Stands in for the number of a member of a platform (MIIT, 号码保护服务业务试点, July 2025).
  ['privacy', /^700\d{12}$/],
  ['fixed', /^[-.][2-8]\d{7}$|^-[2-8]\d{6}$/],
  ['400', /^400\d{7}$/],
  ['800', /^800\d{7}$/],
  // Mobile networks also treat 112 as an emergency number. 999 is the Red Cross ambulance in
  // Beijing, and the emergency number of Hong Kong.
  ['emergency', /^[-.]?(?:11[029]|12[02]|999)$/],
  // Information services that charge by the minute: numbers that start with 160, 168 or 12590.
  ['premium', /^[-.]?(?:16[08]\d{2,5}|12590\d{0,5})$/],
  // Carriers (10086; 1008611 tells the balance), 11x, 12xxx, 95xxx(x), 96xxx(x), 1010xxxx, and
  // 95105xxx (95105105 was the ticket line of the railway, 12306.cn).
  [
    'service',
    /^[-.]?(?:100\d\d(?:11)?|1010\d{4}|11\d(?:\d{2,3})?|12\d{3}|9[56]\d{3,4}|95105\d{3})$/,
  ],
];

// Numbers of Hong Kong and Macao have eight digits, of Taiwan eight or nine. E.164 allows at most
// fifteen digits.
const ABROAD = /^\+(?:85[23]\d{8}|886\d{8,9}|(?!85[23]|886)[1-9]\d{6,14})$/;
// +1 900 and +979 are premium-rate numbers. +87x and +881 to +883 are satellite and other global
// networks, which cost several dollars a minute. The desk knows more (`phone-abroad.ts`).
const ABROAD_PREMIUM = /^\+(?:1900|87|88[123]|979)/;
// Country codes of one and two digits (list of the ITU-T for E.164). All others have three.
export const ABROAD_CODE =
  /^\+([17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)/;

const COUNTRY_CODE = /^(?:\+|(?=\d{11}))86/;
const EXTENSION = /^(.*\d)\D*([-,#x转轉机機])\D*(\d{1,6})\)?$/i;
const MAX_CHARACTERS = 64;

/**
 * Makes characters half-width and hyphens uniform, and removes the direction marks and zero-width
 * characters that copied numbers often contain, and the punctuation behind a number.
 */
const tidy = (input: string): string =>
  input
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\xad\u2000-\u206f\ufeff]/g, '')
    .replace(/^\s+|[\s,。]+$/g, '');

/** Removes separators, and writes a leading 00 as `+`. */
const bare = (text: string): string => text.replace(/[\s().·-]/g, '').replace(/^00/, '+');

function classifyDomestic(written: string): PhoneNumber | undefined {
  // A 0 before a mobile number is the former way to dial a mobile of another city.
  const digits = written.replace(/^0(?=1[3-9]\d{9}$)/, '');
  const areaCode = AREA.exec(digits)?.[0];
  const shape = digits.replace(AREA, (code) => (code[3] ? '-' : '.'));
  const kind = PLAN.find(([, expression]) => expression.test(shape))?.[0];
  return kind && { kind, digits, ...(areaCode && { areaCode }) };
}

function classify(text: string): PhoneNumber | undefined {
  const written = bare(text);
  const national = written.replace(COUNTRY_CODE, '');
  if (national !== written) {
    const number = classifyDomestic(national) ?? classifyDomestic('0' + national);
    // From abroad, a privacy number is longer than E.164 allows.
    return number && number.kind !== 'privacy' && written.startsWith('+')
      ? { ...number, countryCode: '86' }
      : number;
  }
  // Numbers of Taiwan are often written with the 0 that is dialled only inside Taiwan.
  const digits = written.replace(/^\+8860/, '+886');
  return ABROAD.test(digits) ? { kind: 'abroad', digits } : classifyDomestic(digits);
}

/** Like {@link parsePhone}, but returns `undefined` instead of a reason. */
function readPhone(input: string): PhoneNumber | undefined {
  const text = tidy(input);
  if (text.length > MAX_CHARACTERS) return undefined;
  const whole = classify(text);
  if (whole) return whole;
  const [, before = '', sign, extension] = EXTENSION.exec(text) ?? [];
  const number = classify(before);
  // A hyphen can also just group digits. It starts an extension only after a complete long number.
  return number && extension && (sign !== '-' || number.digits.length > 9)
    ? { ...number, extension }
    : undefined;
}

function diagnoseDomestic(digits: string): PhoneProblem {
  const { length } = digits;
  const within = (min: number, max = min): PhoneProblem =>
    length < min ? 'too-short' : length > max ? 'too-long' : 'unknown';
  if (/^1[3-9]/.test(digits)) return within(11);
  // Short numbers have at least five digits, except emergency numbers.
  if (/^(?:1|9[56])/.test(digits)) return length < 5 ? 'too-short' : 'unknown';
  const areaCode = AREA.exec(digits)?.[0];
  if (areaCode) {
    const local = digits.slice(areaCode.length);
    if (local && !/^[2-8]/.test(local)) return 'unknown';
    return areaCode.length === 3 ? within(11) : within(11, 12);
  }
  if (digits.startsWith('0')) return length < 4 ? 'too-short' : 'unknown';
  if (/^[2-8]/.test(digits)) {
    if (length === 7 || length === 8) return 'missing-area-code';
    if (length > 8 && digits.startsWith('700')) return within(15);
    return /^[48]00/.test(digits) ? within(10) : within(7, 8);
  }
  return 'unknown';
}

function diagnose(input: string): PhoneProblem {
  const text = tidy(input);
  if (!text) return 'empty';
  if (text.length > MAX_CHARACTERS) return 'too-long';
  // Ignore an extension, but not one marked by `x` or `ext`: those may be letters in the number
  // itself.
  const digits = bare(text.replace(/(?:[,#转轉]|分[机機]).*$/, ''));
  if (!/^\+?\d+$/.test(digits)) return 'letters';
  const national = digits.replace(COUNTRY_CODE, '');
  if (national !== digits)
    return diagnoseDomestic(/^(?:0|1[3-9]|[48]00|$)/.test(national) ? national : '0' + national);
  if (!digits.startsWith('+')) return diagnoseDomestic(digits);
  if (digits.startsWith('+0')) return 'unknown';
  const [min, max] = /^\+85[23]/.test(digits)
    ? [11, 11]
    : digits.startsWith('+886')
      ? [11, 12]
      : [7, 15];
  const length = digits.length - 1;
  return length < min ? 'too-short' : length > max ? 'too-long' : 'unknown';
}

/**
 * Reads a number as people write it: with full-width digits, spaces, hyphens, dots, parentheses, a
 * prefix `+86`, `0086` or `86`, an extension (`转8001`, `ext. 8001`, `,8001`; after a complete long
 * number also `-8001`), and a comma or full stop behind it.
 * @example parsePhone('(010) 8888-8888')
 * // { ok: true, number: { kind: 'fixed', digits: '01088888888', areaCode: '010' } }
 */
export function parsePhone(
  input: string,
): { ok: true; number: PhoneNumber } | { ok: false; reason: PhoneProblem } {
  const number = readPhone(input);
  return number ? { ok: true, number } : { ok: false, reason: diagnose(input) };
}

/**
 * Formats a number for people: `400-123-4567`, `138 0013 8000`, `010-8888 8888`, `95588`,
 * `1010 1010`, `+852 2345 6789`; `+86 10 8888 8888` if it was written with +86; followed by
 * ` 转 8001` if it has an extension. Any other text is returned trimmed.
 * @example formatPhone('01088888888转8001') // '010-8888 8888 转 8001'
 */
export function formatPhone(input: string): string {
  const number = readPhone(input);
  if (!number) return input.trim();
  const { kind, digits, areaCode = '', extension, countryCode } = number;
  let text = digits.slice(areaCode.length);
  const abroad = ABROAD_CODE.exec(digits);
  if (abroad) {
    const [, code = '', rest = ''] = abroad;
    text = `+${code} ` + rest.replace(rest.length % 4 ? /\d{3}(?=\d{3})/g : /\d{4}(?=\d)/g, '$& ');
  } else if (kind === '400' || kind === '800') text = text.replace(/(\d{3})(\d{3})/, '$1-$2-');
  else if (kind === 'fixed' || text.length > 7) text = text.replace(/\d(?=(\d{4})+$)/g, '$& ');
  if (areaCode) text = `${areaCode}-${text}`;
  if (countryCode) text = '+86 ' + text.replace(/^0/, '').replace(/-/g, ' ');
  return extension ? `${text} 转 ${extension}` : text;
}

/** The digits that dial a number, with its `+` if it was written with one. */
export const dialledDigits = ({ countryCode, digits }: PhoneNumber): string =>
  countryCode ? '+86' + digits.replace(/^0/, '') : digits;

/**
 * The `tel:` URI that dials a number, then its extension, then menu keys, with a pause (`,,`)
 * before each of them. Numbers are dialled as inside mainland China unless they are written with
 * `+`. For a text that is not a number, its digits are dialled.
 *
 * @param keys Keys to press once connected: digits, `*`, `#`, and commas for pauses. Other
 *   characters are removed.
 * @example dialUri('400-123-4567', '2') // 'tel:4001234567,,2'
 */
export function dialUri(input: string, keys = ''): string {
  const number = readPhone(input);
  const dialled = number ? dialledDigits(number) : tidy(input).replace(/[^\d*#,+]|(?!^)\+/g, '');
  return ['tel:' + dialled, number?.extension, keys.replace(/[^\d*#,]/g, '')]
    .filter(Boolean)
    .join(',,');
}

/**
 * Whether the desk may call a number back: a mobile number, a fixed line with its area code, a
 * privacy number, or an E.164 number of another country. Otherwise `reason` says why not. The
 * extension is not part of `e164`: callers keep `number.extension` too.
 * @param countries Calling codes of the countries that the shop calls; all when absent
 * @example checkCallable('95588') // { callable: false, reason: 'service' }
 * @example checkCallable('+852 2345 6789', ['+86']) // { callable: false, reason: 'country' }
 */
export function checkCallable(
  input: string,
  countries?: readonly string[],
):
  | { callable: true; e164: string; number: PhoneNumber }
  | {
      callable: false;
      reason: PhoneProblem | 'emergency' | 'premium' | '400' | '800' | 'service' | 'country';
    } {
  const parsed = parsePhone(input);
  if (!parsed.ok) return { callable: false, reason: parsed.reason };
  const { number } = parsed;
  const { kind, digits } = number;
  const isDomestic = kind === 'mobile' || kind === 'fixed' || kind === 'privacy';
  if (!isDomestic && kind !== 'abroad') return { callable: false, reason: kind };
  const e164 = isDomestic ? '+86' + digits.replace(/^0/, '') : digits;
  if (ABROAD_PREMIUM.test(e164)) return { callable: false, reason: 'premium' };
  return countries && !countries.some((code) => e164.startsWith(code))
    ? { callable: false, reason: 'country' }
    : { callable: true, e164, number };
}

/**
 * Masks a number so that its owner recognises it and nobody else can dial it: `138****8000`,
 * `010****8888`, `0571****888`, `+852****6789`. At most seven digits of the number are visible, and
 * at least four are hidden. An extension alone dials nothing, so it is shown.
 *
 * @param e164 A number that {@link checkCallable} returned; anything else becomes `****`.
 * @example maskPhone('+8675583765566', '8001') // '0755****566 转 8001'
 */
export function maskPhone(e164: string, extension?: string | null): string {
  const number = readPhone(e164);
  if (!number || !/mobile|fixed|privacy|abroad/.test(number.kind)) return '****';
  const [, code] = ABROAD_CODE.exec(number.digits) ?? [];
  const head = code ? '+' + code : (number.areaCode ?? number.digits.slice(0, 3));
  const shown = Math.min(
    7 - head.replace('+', '').length,
    4,
    number.digits.length - head.length - 4,
  );
  const masked = head + '****' + (shown > 0 ? number.digits.slice(-shown) : '');
  return extension ? `${masked} 转 ${extension}` : masked;
}

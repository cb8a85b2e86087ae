/**
 * Telephone numbers as the numbering plan of mainland China knows them, and E.164 numbers of everywhere else.
 *
 * General phone libraries refuse what a hotline lives on (95588, 12315, extensions), so the plan stands here as a table.
 */

export type PhoneKind =
  '400' | '800' | 'service' | 'fixed' | 'mobile' | 'abroad' | 'emergency' | 'premium';

export interface PhoneNumber {
  readonly kind: PhoneKind;
  /** As dialled inside mainland China, or `+…` (E.164) for a number abroad. */
  readonly digits: string;
  /** With its leading 0: `010`, `0571`. A short number may have one too: 0571-12345 reaches another city's 12345. */
  readonly areaCode?: string;
  readonly extension?: string;
  /** It was written with `+86` or `0086`, so it is meant for callers abroad and is shown and dialled that way. */
  readonly countryCode?: '86';
}

/** What keeps a text from being a telephone number. `letters` stands for anything that no number holds. */
export type PhoneProblem =
  'empty' | 'letters' | 'too-short' | 'too-long' | 'missing-area-code' | 'unknown';

/** 010, 02x (026 is not given out) and 03xx to 09xx; a 0 comes second only after 7 (0701) and 9 (0901). */
const AREA = /^0(?:10|2[0-57-9]|[79]\d\d|[34568][1-9]\d)/;

/**
 * A hyphen stands for an area code of four digits, a dot for one of three: their cities all have eight-digit numbers.
 * Neither is left in bare digits.
 */
const PLAN: readonly (readonly [PhoneKind, RegExp])[] = [
  ['mobile', /^1[3-9]\d{9}$/],
  ['fixed', /^[-.][2-8]\d{7}$|^-[2-8]\d{6}$/],
  ['400', /^400\d{7}$/],
  ['800', /^800\d{7}$/],
  // The mobile networks take 112 for an emergency too; 999 is Beijing's Red Cross ambulance, and Hong Kong's 110.
  ['emergency', /^[-.]?(?:11[029]|12[02]|999)$/],
  // Information services, paid by the minute: 160 and 168 with what follows, and 12590.
  ['premium', /^[-.]?(?:16[08]\d{2,5}|12590\d{0,5})$/],
  // Carriers (10086; 1008611 asks for the balance), 11x, 12xxx, 95xxx(x), 96xxx(x) and 1010xxxx.
  ['service', /^[-.]?(?:100\d\d(?:11)?|1010\d{4}|11\d(?:\d{2,3})?|12\d{3}|9[56]\d{3,4})$/],
];

// Hong Kong and Macao have eight digits, Taiwan eight or nine; E.164 allows fifteen everywhere.
const ABROAD = /^\+(?:85[23]\d{8}|886\d{8,9}|(?!85[23]|886)[1-9]\d{6,14})$/;
// +1 900 and +979 are premium rates; +87x and +881 to +883 satellite and other global networks, several dollars a minute.
const ABROAD_PREMIUM = /^\+(?:1900|87|88[123]|979)/;
// Country codes of one and two digits (ITU-T's list for E.164); all others have three.
const ABROAD_CODE = /^\+([17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)/;

const COUNTRY_CODE = /^(?:\+|(?=\d{11}))86/;
const EXTENSION = /^(.*\d)\D*([-,#x转轉机機])\D*(\d{1,6})\)?$/i;
const MOST_CHARACTERS = 64;

/** Half-width, one kind of hyphen, without the direction marks and zero-width characters that copied numbers carry. */
const tidy = (input: string): string =>
  input
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\xad\u2000-\u206f\ufeff]/g, '')
    .trim();

const bare = (text: string): string => text.replace(/[\s().·-]/g, '').replace(/^00/, '+');

function classifyDomestic(written: string): PhoneNumber | undefined {
  // A 0 before a mobile is the old way to reach another city's mobile.
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
    return number && written.startsWith('+') ? { ...number, countryCode: '86' } : number;
  }
  // The 0 of Taiwan's domestic form is often kept.
  const digits = written.replace(/^\+8860/, '+886');
  return ABROAD.test(digits) ? { kind: 'abroad', digits } : classifyDomestic(digits);
}

/** As `parsePhone`, for those who need not know what is wrong. */
function read(input: string): PhoneNumber | undefined {
  const text = tidy(input);
  if (text.length > MOST_CHARACTERS) return undefined;
  const whole = classify(text);
  if (whole) return whole;
  const [, before = '', sign, extension] = EXTENSION.exec(text) ?? [];
  const number = classify(before);
  // A hyphen groups digits as well: only behind a complete long number does it announce an extension.
  return number && extension && (sign !== '-' || number.digits.length > 9)
    ? { ...number, extension }
    : undefined;
}

function diagnoseDomestic(digits: string): PhoneProblem {
  const { length } = digits;
  const within = (least: number, most = least): PhoneProblem =>
    length < least ? 'too-short' : length > most ? 'too-long' : 'unknown';
  if (/^1[3-9]/.test(digits)) return within(11);
  // Short numbers: the shortest that is no emergency has five digits.
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
    return /^[48]00/.test(digits) ? within(10) : within(7, 8);
  }
  return 'unknown';
}

function diagnose(input: string): PhoneProblem {
  const text = tidy(input);
  if (!text) return 'empty';
  if (text.length > MOST_CHARACTERS) return 'too-long';
  // An extension is not what is wrong, unless it was announced by letters that may be letters in the number.
  const digits = bare(text.replace(/(?:[,#转轉]|分[机機]).*$/, ''));
  if (!/^\+?\d+$/.test(digits)) return 'letters';
  const national = digits.replace(COUNTRY_CODE, '');
  if (national !== digits)
    return diagnoseDomestic(/^(?:0|1[3-9]|[48]00|$)/.test(national) ? national : '0' + national);
  if (!digits.startsWith('+')) return diagnoseDomestic(digits);
  if (digits.startsWith('+0')) return 'unknown';
  const [least, most] = /^\+85[23]/.test(digits)
    ? [11, 11]
    : digits.startsWith('+886')
      ? [11, 12]
      : [7, 15];
  const length = digits.length - 1;
  return length < least ? 'too-short' : length > most ? 'too-long' : 'unknown';
}

/**
 * Reads a number as people write it: full-width digits, spaces, hyphens, dots, parentheses, `+86`, `0086` or `86` in front,
 * and an extension behind (`转8001`, `ext. 8001`, `,8001`; `-8001` behind a complete long number).
 */
export function parsePhone(
  input: string,
): { ok: true; number: PhoneNumber } | { ok: false; reason: PhoneProblem } {
  const number = read(input);
  return number ? { ok: true, number } : { ok: false, reason: diagnose(input) };
}

/**
 * The number as people read it: `400-123-4567`, `138 0013 8000`, `010-8888 8888`, `95588`, `1010 1010`, `+852 2345 6789`,
 * `+86 10 8888 8888` where it was written with +86, and ` 转 8001` behind. A text that is no number comes back trimmed.
 */
export function formatPhone(input: string): string {
  const number = read(input);
  if (!number) return input.trim();
  const { kind, digits, areaCode = '', extension, countryCode } = number;
  let text = digits.slice(areaCode.length);
  const abroad = ABROAD_CODE.exec(digits);
  if (abroad) {
    const [, code = '', rest = ''] = abroad;
    text = `+${code} ` + rest.replace(rest.length % 4 ? /\d{3}(?=\d{3})/g : /\d{4}(?=\d)/g, '$& ');
  } else if (kind === '400' || kind === '800') text = text.replace(/(\d{3})(\d{3})/, '$1-$2-');
  else if (kind === 'mobile') text = text.replace(/(\d{3})(\d{4})/, '$1 $2 ');
  else if (kind === 'fixed' || text.length === 8) text = text.replace(/\d{4}$/, ' $&');
  if (areaCode) text = `${areaCode}-${text}`;
  if (countryCode) text = '+86 ' + text.replace(/^0/, '').replace(/-/g, ' ');
  return extension ? `${text} 转 ${extension}` : text;
}

/**
 * The `tel:` URI that dials a number, an extension and then menu keys, a pause of two commas before each. Numbers are dialled
 * as inside mainland China unless written with `+`; what is no number is dialled by its digits.
 *
 * @param keys What to press once connected: digits, `*`, `#`, commas for pauses. Other characters are dropped.
 */
export function dialUri(input: string, keys = ''): string {
  const number = read(input);
  const dialled = !number
    ? tidy(input).replace(/[^\d*#,+]|(?!^)\+/g, '')
    : number.countryCode
      ? '+86' + number.digits.replace(/^0/, '')
      : number.digits;
  return ['tel:' + dialled, number?.extension, keys.replace(/[^\d*#,]/g, '')]
    .filter(Boolean)
    .join(',,');
}

/** Whether somebody may be called back there: a mobile, a fixed line with its area code, or an E.164 number abroad. */
export function checkCallable(input: string):
  | { callable: true; e164: string; number: PhoneNumber }
  | {
      callable: false;
      reason: PhoneProblem | 'emergency' | 'premium' | '400' | '800' | 'service';
    } {
  const parsed = parsePhone(input);
  if (!parsed.ok) return { callable: false, reason: parsed.reason };
  const { number } = parsed;
  const { kind, digits } = number;
  if (kind === 'mobile' || kind === 'fixed')
    return { callable: true, e164: '+86' + digits.replace(/^0/, ''), number };
  if (kind !== 'abroad') return { callable: false, reason: kind };
  return ABROAD_PREMIUM.test(digits)
    ? { callable: false, reason: 'premium' }
    : { callable: true, e164: digits, number };
}

/**
 * A number that its owner recognises and nobody else can dial: `138****8000`, `010****8888`, `0571****888`, `+852****6789`.
 * At most seven digits show, and at least four are hidden.
 *
 * @param e164 As `checkCallable` returned it; anything else becomes `****`.
 */
export function maskPhone(e164: string): string {
  const number = read(e164);
  if (number?.kind !== 'mobile' && number?.kind !== 'fixed' && number?.kind !== 'abroad')
    return '****';
  const [, code] = ABROAD_CODE.exec(number.digits) ?? [];
  const head = code ? '+' + code : (number.areaCode ?? number.digits.slice(0, 3));
  const shown = Math.min(
    7 - head.replace('+', '').length,
    4,
    number.digits.length - head.length - 4,
  );
  return head + '****' + (shown > 0 ? number.digits.slice(-shown) : '');
}

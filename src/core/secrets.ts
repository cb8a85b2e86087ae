import { isOrderNumber } from './order-number.ts';
import { certainIf, LINK, SECRET_RULES, type SecretKind, type SecretRule } from './secret-rules.ts';

export interface Secret {
  readonly kind: SecretKind;
  /** The part of the text that is secret, in UTF-16 units: from `start` up to, without, `end`. */
  readonly start: number;
  readonly end: number;
  /** Whether it can hardly be anything else. A desk masks only what is certain. */
  readonly isCertain: boolean;
}

export interface SecretRules {
  /** As in the Contact: regular expressions for a whole order number, which is no secret. */
  readonly orderPatterns?: readonly string[];
  /**
   * The shop's own card codes: `#` stands for a digit, `@` for a letter, `*` for either. Other
   * characters stand for themselves. Without regard to case.
   */
  readonly cardTemplates?: readonly string[] | undefined;
}

/** What is no secret, although it looks like one: the words before it say what it is. */
const HARMLESS_WORDS = new RegExp(
  `(?:订单号?|訂單編?號?|单号|流水号?|交易号?|尾[号號]|运单|快递|挂号|税号|机器码|设备码|货号|型号|order(?: ?(?:no\\.?|number|id))?|(?:trade|tracking) ?(?:no\\.?|number)|(?:request|machine|device|trace) ?id)${LINK}$`,
  'i',
);
/** The longest of these words with what may follow it. */
const HARMLESS_WORDS_LENGTH = 32;

/** Full-width digits, letters and what joins them, each as its half-width form. */
const halfWidth = (text: string): string =>
  text
    .replace(/[\uff08\uff09\uff0d\uff10-\uff1a\uff1d\uff20-\uff3a\uff41-\uff5a]/g, (full) =>
      String.fromCharCode(full.charCodeAt(0) - 0xfee0),
    )
    .replace(/\u3000/g, ' ')
    .replace(/[‐‑–—−]/g, '-');

const MASK = '****';

/** What the signs of a template stand for. */
const SIGNS: Readonly<Record<string, string>> = { '#': '\\d', '@': '[A-Z]', '*': '[A-Z0-9]' };
/** A template with fewer signs would find words and amounts. */
const MIN_SIGNS = 6;

/** Whether a template has enough signs to find card codes and little else. */
export const isCardTemplate = (template: string): boolean =>
  template.split(/[#@*]/).length > MIN_SIGNS;

const templateRule = (template: string): SecretRule => ({
  kind: 'card',
  pattern: new RegExp(
    `(^|[^A-Z0-9])(${template.replace(/[^\w]/g, (sign) => SIGNS[sign] ?? `\\${sign}`)})(?![A-Z0-9])`,
    'gi',
  ),
  judge: ({ isOrder, isHarmless }) => certainIf(!isOrder && !isHarmless),
});

/**
 * Finds what must not be sent: from left to right, without overlaps. Order numbers of the shop are
 * no secrets, nor are phone numbers and accounts.
 *
 * @example findSecrets('卡密：AB12-CD34-EF56') // [{ kind: 'card', start: 3, end: 17, isCertain: true }]
 */
export function findSecrets(
  text: string,
  { orderPatterns = [], cardTemplates = [] }: SecretRules = {},
): Secret[] {
  const plain = halfWidth(text);
  const found: Secret[] = [];
  const isOrder = (candidate: string): boolean =>
    orderPatterns.length > 0 && isOrderNumber(candidate, orderPatterns);
  const ownRules = cardTemplates.filter(isCardTemplate).map(templateRule);
  for (const { kind, pattern, judge } of [...ownRules, ...SECRET_RULES]) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(plain); match; match = pattern.exec(plain)) {
      const [, before = '', candidate = ''] = match;
      const start = match.index + before.length;
      const end = start + candidate.length;
      // What stands behind it may be what stands before the next one.
      pattern.lastIndex = end;
      const isTaken = found.some((other) => start < other.end && other.start < end);
      if (isTaken || candidate.includes(MASK)) continue;
      const verdict = judge({
        text: candidate,
        after: plain.slice(end, end + 2),
        isOrder: isOrder(candidate),
        isHarmless: HARMLESS_WORDS.test(
          plain.slice(Math.max(0, start - HARMLESS_WORDS_LENGTH), start),
        ),
      });
      if (verdict) found.push({ kind, start, end, isCertain: verdict === 'certain' });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

/** Stays readable, so that agents can tell which card is meant. */
const SHOWN_END = 4;
/** Shorter secrets are masked whole: too little of them would be left to guess. */
const MIN_LENGTH_WITH_END = 8;

/**
 * The text with secrets masked: `****` and the last four characters; passwords and one-time codes
 * without these.
 *
 * @example maskSecrets('卡密 AB12-CD34-EF56', findSecrets('卡密 AB12-CD34-EF56')) // '卡密 ****EF56'
 */
export function maskSecrets(text: string, secrets: readonly Secret[]): string {
  let masked = '';
  let from = 0;
  for (const { kind, start, end } of secrets) {
    const showsEnd =
      kind !== 'password' &&
      kind !== 'one-time-code' &&
      kind !== 'access-key' &&
      end - start >= MIN_LENGTH_WITH_END;
    masked += text.slice(from, start) + MASK + (showsEnd ? text.slice(end - SHOWN_END, end) : '');
    from = end;
  }
  return masked + text.slice(from);
}

/** The text without what is certainly secret: as a desk keeps it. */
export const withoutCertainSecrets = (text: string, rules: SecretRules): string =>
  maskSecrets(
    text,
    findSecrets(text, rules).filter(({ isCertain }) => isCertain),
  );

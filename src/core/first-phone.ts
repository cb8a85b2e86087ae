import { dialledDigits, parsePhone } from './phone.ts';

/** What follows a digit of opening hours: `9:00`, `9点`, `9-21点`, `9 am`. */
const HOUR = /^(?:-\d+)?\s*(?:[:点點時时至到~]|[ap]\.?m)/i;

/** One number of a text, as it is written there, and as it is dialled. */
export interface FirstPhone {
  readonly display: string;
  readonly uri: string;
}

/**
 * The first telephone number in what an owner wrote as one: two numbers, or a number with its hours
 * behind it, are not glued into a number that nobody has. Undefined if there is none.
 * @example firstPhone('400-123-4567 / 010-8888 8888（9:00-21:00）')?.uri // 'tel:4001234567'
 */
export function firstPhone(written: string): FirstPhone | undefined {
  const text = written.normalize('NFKC').replace(/[\u2010-\u2015\u2212]/g, '-');
  const runs = [...text.matchAll(/\d+/g)];
  // Before the number may be words: "热线：400…".
  for (const first of runs) {
    const { index: start } = first;
    const from = /[+(]/.test(text.charAt(start - 1)) ? start - 1 : start;
    // The longest number that begins here, so that an extension belongs to it.
    for (const run of [...runs].reverse()) {
      const end = run.index + run[0].length;
      if (end <= start) break;
      const display = text.slice(from, end);
      const parsed = parsePhone(display);
      if (!parsed.ok) continue;
      const { extension } = parsed.number;
      // An hour behind it: 95588（9:00 is not 955889.
      if ((extension || (run !== first && run[0].length < 3)) && HOUR.test(text.slice(end)))
        continue;
      return {
        display,
        uri: ['tel:' + dialledDigits(parsed.number), extension].filter(Boolean).join(',,'),
      };
    }
  }
  return undefined;
}

/** The address of a `tel:` link escapes what is not ASCII. */
function unescaped(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

/** What the owner was told about. */
const told = new Set<string>();

/**
 * Reads a page's fallback number, and tells the owner of the page, once, if it is more than one number, or
 * none.
 */
export function readFallback(text: string): FirstPhone | undefined {
  const written = unescaped(text);
  const first = firstPhone(written);
  if (!parsePhone(written).ok && !told.has(text)) {
    told.add(text);
    console.warn(
      `hotline-widget: data-phone, phone="…" or the tel: link should hold one telephone number. ${first ? `${first.display} is dialled` : 'It has none'}: “${written}”`,
    );
  }
  return first;
}

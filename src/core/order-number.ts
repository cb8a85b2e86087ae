import type { Config } from '../contract/config.ts';

type ShopSystem = NonNullable<NonNullable<Config['orders']>['systems']>[number];

/** The shapes that the shop systems in use give their order numbers. */
const SHAPES: Readonly<Record<ShopSystem, string>> = {
  dujiaoka: '^[A-Z0-9]{16}$',
  'dujiao-next': '^DJ\\d{14}[A-Z0-9]{4,6}$',
  'acg-faka': '^[1-9]\\d{17}$',
  zfaka: '^[A-Za-z0-9]{0,5}\\d{19}$',
  caihong: '^(?:free|invite)?\\d{17}$',
};

const LONGEST = 64;

/** Names under which shop systems carry an order number in a query, in lower case without hyphens and underscores. */
const QUERY_NAMES = /^(?:order|bill|trade|outtrade)(?:id|no|sn|number)?$/;

/** Path segments that come right before an order number: `/bill/{sn}`, `/guest/orders/:order_no`. */
const SEGMENTS_BEFORE = /^(?:orders?|bill|detail-order-sn)$/i;

/**
 * Sources of anchored regular expressions over a whole order number. Custom `patterns` are anchored here. Where neither
 * systems nor patterns are named, all known systems count; an empty list means that anything goes.
 */
export function orderPatterns(
  systems?: readonly ShopSystem[],
  patterns?: readonly string[],
): string[] {
  const known = systems ?? (patterns ? [] : (Object.keys(SHAPES) as ShopSystem[]));
  return [
    ...known.map((system) => SHAPES[system]),
    ...(patterns ?? []).map((pattern) => `^(?:${pattern})$`),
  ];
}

/**
 * The expression of a pattern; `undefined` where it does not compile or repeats a group. A repeated group,
 * as in `(\d+)+`, may take longer than any member waits, and order numbers can be described without.
 */
export function compileOrderPattern(pattern: string): RegExp | undefined {
  if (/\)[*+{]/.test(pattern.replace(/\\.|\[(?:\\.|[^\]])*\]/g, '_'))) return undefined;
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}

/** An order number as the shop wrote it: half-width, nothing around it. */
export function normalizeOrderNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
    .trim();
}

/** Whether a text has one of the shapes; any text of at most 64 characters does where there are none. Bad patterns count for nothing. */
export function isOrderNumber(text: string, patterns: readonly string[]): boolean {
  const number = normalizeOrderNumber(text);
  if (!number || number.length > LONGEST) return false;
  return !patterns.length || patterns.some((pattern) => compileOrderPattern(pattern)?.test(number));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * The order number in the address of a page, first in the places where shop systems put it (a query value under a name such
 * as `tradeNo`, the path segment behind `bill` or `orders`), then in any path segment with eight digits in a row. Other query
 * values are left alone: campaign ids look like order numbers. Nothing is found where anything goes.
 *
 * @param url Absolute or relative; the route behind a `#` is looked at as well.
 */
export function findOrderNumber(url: string, patterns: readonly string[]): string | undefined {
  if (!patterns.length) return undefined;
  const [page = '', ...hash] = url.split('#');
  const likely: string[] = [];
  const possible: string[] = [];
  for (const part of [page, hash.join('#')]) {
    const [path = '', ...query] = part.split('?');
    new URLSearchParams(query.join('?')).forEach((value, name) => {
      if (QUERY_NAMES.test(name.replace(/[-_]/g, '').toLowerCase())) likely.push(value);
    });
    const segments = path.split('/').map(decode);
    segments.forEach((segment, index) => {
      if (SEGMENTS_BEFORE.test(segments[index - 1] ?? '')) likely.push(segment);
      else if (/\d{8}/.test(segment)) possible.push(segment);
    });
  }
  const found = [...likely, ...possible].find((candidate) => isOrderNumber(candidate, patterns));
  return found === undefined ? undefined : normalizeOrderNumber(found);
}

import type { Config } from '../contract/config.ts';

type ShopSystem = NonNullable<NonNullable<Config['orders']>['systems']>[number];

/**
 * The numbers that known shop systems give to orders, recharges and payments, as their public source
 * makes them (GitHub, November 2026).
 */
const SYSTEM_PATTERNS: Readonly<Record<ShopSystem, string>> = {
  // assimon/dujiaoka, OrderProcessService.
  dujiaoka: '[A-Z0-9]{16}',
  // dujiao-next/dujiao-next: generateSerialNo of orders (DJ), payments (DJP) and recharges (WR);
  // buildChildOrderNo: -01.
  'dujiao-next': '(?:DJP?|WR)\\d{14}[A-Z0-9]{4,6}(?:-\\d+)?',
  // lizhipay/acg-faka, Str::generateTradeNo: of orders and recharges.
  'acg-faka': '[1-9]\\d{17}',
  // z-pay/zfaka, Product/controllers/Order.php.
  zfaka: '[A-Za-z0-9]{0,5}\\d{19}',
  // wc7086/caihongzizhuxiadanxitong, ajax.php; RMB: paid by balance in api.php.
  caihong: '(?:free|invite)?\\d{17}(?:RMB)?',
};

const MAX_LENGTH = 64;

/**
 * Names of query parameters in which shop systems put an order number, in lower case and without
 * hyphens and underscores.
 */
const QUERY_NAMES = /^(?:order|bill|trade|outtrade|recharge)(?:id|no|sn|number)?$/;

/**
 * Path segments that are followed by an order number: `/bill/{sn}`, `/guest/orders/:order_no`,
 * `/recharge-orders/:recharge_no`.
 */
const SEGMENTS_BEFORE = /^(?:(?:recharge-)?orders?|bill|detail-order-sn)$/i;

/**
 * Regular expression sources, each of which matches a whole order number. If neither systems nor patterns are given, the patterns of all known systems. An
 * empty result means that any text is accepted.
 * @example orderPatterns(undefined, ['GD-\\d{4}']) // ['^(?:GD-\\d{4})$']
 */
export function orderPatterns(
  systems?: readonly ShopSystem[],
  patterns?: readonly string[],
): string[] {
  const known = systems ?? (patterns ? [] : (Object.keys(SYSTEM_PATTERNS) as ShopSystem[]));
  return known
    .map((system): string => SYSTEM_PATTERNS[system])
    .concat(patterns ?? [])
    .map((pattern) => `^(?:${pattern})$`);
}

/**
 * Compiles a pattern. Returns `undefined` if it is not a regular expression or if it repeats a
 * group: a repeated group, such as `(\d+)+`, can take exponential time, and no order number needs
 * one.
 */
export function compileOrderPattern(pattern: string): RegExp | undefined {
  if (/\)[*+{]/.test(pattern.replace(/\\.|\[(?:\\.|[^\]])*\]/g, '_'))) return undefined;
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}

/**
 * An order number as the shop writes it: half-width, without surrounding spaces or invisible
 * characters.
 */
export function normalizeOrderNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
    .trim();
}

/**
 * Whether a text matches one of the patterns. Without patterns, any text of 1 to 64 characters
 * does. Patterns that {@link compileOrderPattern} rejects are ignored.
 */
export function isOrderNumber(text: string, patterns: readonly string[]): boolean {
  const number = normalizeOrderNumber(text);
  if (!number || number.length > MAX_LENGTH) return false;
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
 * Finds the order number in the address of a page. Searches first where shop systems put it (a
 * query parameter such as `tradeNo`, the path segment after `bill` or `orders`), then in every path
 * segment with eight digits in a row, and between its dots (`order.126112209300012345.1`). Other query parameters are ignored, because campaign ids look
 * like order numbers. Finds nothing if there are no patterns.
 *
 * @param url Absolute or relative. The route after a `#` is searched as well.
 * @example findOrderNumber('/bill/A1B2C3D4E5F6G7H8', orderPatterns()) // 'A1B2C3D4E5F6G7H8'
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
      else if (/\d{8}/.test(segment)) possible.push(segment, ...segment.split('.'));
    });
  }
  const found = [...likely, ...possible].find((candidate) => isOrderNumber(candidate, patterns));
  return found === undefined ? undefined : normalizeOrderNumber(found);
}

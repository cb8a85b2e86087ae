import { isOrderNumber, normalizeOrderNumber } from './order-number.ts';

/** An order that the page names, for its member to pick. */
export interface RecentOrder {
  readonly number: string;
  /** What was ordered. */
  readonly title?: string;
}

const MAX_ORDERS = 6;
const MAX_TITLE = 60;
/** A longer text is not read at all. */
const MAX_TEXT = 8_000;

function listIn(text: string): unknown {
  if (!/^\s*\[/.test(text)) return text.split(/[,，\s]+/);
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}

/**
 * The orders in an attribute of the page: numbers with commas between them, or a JSON list of
 * numbers and of `{"number": …, "title": …}`. What is no order number of the shop is left out, and
 * so are those behind the sixth: a page may be wrong, and its address or text may be of somebody
 * else.
 * @example recentOrders('DJ20261122093000123456, x', orderPatterns()) // [{ number: 'DJ…' }]
 */
export function recentOrders(
  text: string | null | undefined,
  patterns: readonly string[],
): RecentOrder[] {
  if (!text || text.length > MAX_TEXT) return [];
  const list = listIn(text);
  const orders = new Map<string, RecentOrder>();
  for (const entry of Array.isArray(list) ? (list as unknown[]) : []) {
    const { number, title } = (
      typeof entry === 'object' && entry ? entry : { number: entry }
    ) as Record<string, unknown>;
    if (orders.size === MAX_ORDERS || typeof number !== 'string') continue;
    if (!isOrderNumber(number, patterns)) continue;
    const known = normalizeOrderNumber(number);
    const named = typeof title === 'string' && title.trim().slice(0, MAX_TITLE);
    if (!orders.has(known)) orders.set(known, { number: known, ...(named && { title: named }) });
  }
  return [...orders.values()];
}

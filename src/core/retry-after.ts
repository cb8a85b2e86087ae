import { DAY, SECOND } from './time.ts';

/**
 * The pause that the header `Retry-After` requests, ms: seconds or a date (RFC 9110, 10.2.3, with
 * the three forms of 5.6.7). From 0 to a day, whatever is asked for: timers of browsers and Node
 * run out at once after 2^31 ms. Undefined for anything else.
 * @param now epoch ms
 * @example parseRetryAfter('120', now) // 120_000
 */
export const parseRetryAfter = (
  header: string | null | undefined,
  now: number,
): number | undefined => {
  const said = header ?? '';
  const wait = /^\d+$/.test(said)
    ? Number(said) * SECOND
    : // The oldest form names no zone, and is in UTC as the others.
      Date.parse(/^[a-z]/i.test(said) ? said.replace(/( GMT)?$/, ' GMT') : '') - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), DAY);
};

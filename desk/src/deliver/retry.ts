import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import type { RandomBytes } from '../domain/random.ts';

/**
 * Pauses after the first, second, … attempt that failed, ms: ten attempts in a little more than three days, as the specification of
 * Standard Webhooks recommends.
 */
export const PAUSES_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** So far a pause is longer or shorter by chance, so that what failed together does not come back together. */
export const JITTER = 0.2;

/** A receiver that asks for a longer pause is asked again after this one, ms. */
const LONGEST_WAIT_MS = 24 * HOUR;

/** The pause that `Retry-After` asks for, ms; seconds or a date (RFC 9110 section 10.2.3). Undefined where it is neither. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * SECOND : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), LONGEST_WAIT_MS);
}

/**
 * When to try again; undefined after the last attempt.
 * @param attempts Attempts that failed, this one included; from 1
 * @param least What the receiver asks for, ms
 */
export function nextAttempt(
  attempts: number,
  now: number,
  random: RandomBytes,
  least = 0,
): number | undefined {
  const pause = PAUSES_MS[attempts - 1];
  if (pause === undefined) return undefined;
  const chance = Buffer.from(random(4)).readUInt32BE() / 0xffff_ffff;
  return now + Math.round(Math.max(least, pause * (1 - JITTER + 2 * JITTER * chance)));
}

import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import type { RandomBytes } from '../domain/random.ts';

/**
 * Pauses after the first, second, … failed attempt, ms: ten attempts in a little more than three
 * days, as the specification of Standard Webhooks recommends.
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

/**
 * Each pause is randomly up to this share longer or shorter, so that failed messages do not return
 * all at once.
 */
export const JITTER = 0.2;

/**
 * When to try again, epoch ms; undefined after the last attempt.
 * @param attempts Failed attempts, including this one; from 1
 * @param minPauseMs Pause that the receiver requests, ms
 */
export function nextAttempt(
  attempts: number,
  now: number,
  random: RandomBytes,
  minPauseMs = 0,
): number | undefined {
  const pause = PAUSES_MS[attempts - 1];
  if (pause === undefined) return undefined;
  const chance = Buffer.from(random(4)).readUInt32BE() / 0xffff_ffff;
  return now + Math.round(Math.max(minPauseMs, pause * (1 - JITTER + 2 * JITTER * chance)));
}

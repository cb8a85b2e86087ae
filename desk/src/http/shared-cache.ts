import type { Status } from '../../../src/contract/contact.ts';
import { SECOND } from '../../../src/core/time.ts';

/**
 * How long a shared cache may answer with a guest's contact without asking, s. Its age is an error of
 * the widget's clock, which counts from the `asOf` of the answer.
 */
export const FRESH_SECONDS = 3;
/** How long it may answer with the old one while it fetches the next, s. */
export const STALE_SECONDS = 3;
/** How long it may answer with the old one while the desk fails or starts again, s. */
const WITHOUT_DESK_SECONDS = 60;
/** How much longer a cache keeps an answer than it was told, s: nginx counts whole seconds. */
export const ROUNDING_SECONDS = 1;

/**
 * `Cache-Control` of an answer that is the same for all guests. No cache keeps it beyond the next
 * opening or closing, or the beginning or end of a notice, except that it is fresh for a second in any case: a cache that may keep nothing
 * lets guests wait for each other.
 * @param status of the line in the answer
 * @param changesAt when the answer changes by itself, epoch ms: a notice begins or ends
 * @param now epoch ms; the answer is given to whoever asks within the same second
 */
export function sharedCacheControl(
  status: Status,
  now: number,
  changesAt: number = Infinity,
): string {
  const statusTurnsAt = Date.parse(status.closesAt ?? status.opensAt ?? '');
  const turnsAt = Math.min(Number.isNaN(statusTurnsAt) ? Infinity : statusTurnsAt, changesAt);
  const givenUntil = Math.floor(now / SECOND) + 1;
  const left = Math.floor(turnsAt / SECOND) - givenUntil - ROUNDING_SECONDS;
  const fresh = Math.max(1, Math.min(FRESH_SECONDS, left));
  const beyond = (seconds: number): number => Math.max(0, Math.min(seconds, left - fresh));
  return [
    'public',
    `max-age=${fresh}`,
    `stale-while-revalidate=${beyond(STALE_SECONDS)}`,
    `stale-if-error=${beyond(WITHOUT_DESK_SECONDS)}`,
  ].join(', ');
}

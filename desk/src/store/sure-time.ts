import { HOUR } from '../../../src/core/time.ts';

/** How far the clock may be ahead of what has surely passed, ms. More is caught up with slowly. */
const TOLERANCE_MS = HOUR;

/**
 * The time that has surely come, after `elapsedMs` of running. It follows the clock, with two
 * exceptions: it never goes back, so that a clock that was behind once (a machine without a battery
 * starts in 1970) changes nothing; and where the clock has jumped ahead it goes on at twice the
 * speed until it has caught up.
 *
 * So a clock that is 200 days ahead makes the desk delete nothing early, and after a stop of three
 * days the desk deletes late for three days.
 * @param sure The time before, epoch ms
 * @param wall What the clock says now, epoch ms
 * @param elapsedMs Time since, measured by a clock that is never set
 */
export function nextSureTime(sure: number, wall: number, elapsedMs: number): number {
  if (wall <= sure + elapsedMs + TOLERANCE_MS) return Math.max(sure, wall);
  return sure + 2 * elapsedMs;
}

export interface SureTime {
  /**
   * How far what has surely passed is behind the clock, whole ms; 0 while the clock can be believed,
   * and while it is behind itself: then it makes nothing old too early.
   */
  lagMs(): number;
  /** What the clock is ahead of what has surely passed, whole ms; below 0 while it is behind. */
  aheadMs(): number;
  /** Takes over a time that another process is sure of, epoch ms. Never goes back. */
  atLeast(known: number): void;
  /** To be stored, for the next start. */
  sure(): number;
}

/**
 * @param from The last time that was sure, epoch ms; undefined for a new database
 * @param clock Epoch ms
 * @param running Ms since any moment, by a clock that is never set
 */
export function createSureTime(
  from: number | undefined,
  clock: () => number,
  running: () => number,
): SureTime {
  let last = running();
  let sure = from ?? clock();

  function look(): { sure: number; wall: number } {
    const [wall, now] = [clock(), running()];
    sure = nextSureTime(sure, wall, now - last);
    last = now;
    return { sure, wall };
  }

  function aheadMs(): number {
    const { sure: at, wall } = look();
    return Math.ceil(wall - at);
  }

  return {
    lagMs: () => Math.max(0, aheadMs()),
    aheadMs,
    atLeast(known) {
      sure = Math.max(look().sure, known);
    },
    sure: () => Math.floor(look().sure),
  };
}

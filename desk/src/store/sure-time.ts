import { HOUR } from '../../../src/core/time.ts';

/** How far the clock may be ahead of what has surely passed, ms. More is caught up with slowly. */
const TOLERANCE_MS = HOUR;

/**
 * The time that has surely come, after `elapsedMs` of running. It follows the clock, with two
 * exceptions: it is never later than the clock, and where the clock has jumped ahead it goes on at
 * twice the speed until it has caught up.
 *
 * So a clock that is 200 days ahead makes the desk delete nothing early, and after a stop of three
 * days the desk deletes late for three days.
 * @param sure The time before, epoch ms
 * @param wall What the clock says now, epoch ms
 * @param elapsedMs Time since, measured by a clock that is never set
 */
export function nextSureTime(sure: number, wall: number, elapsedMs: number): number {
  if (wall <= sure + elapsedMs + TOLERANCE_MS) return wall;
  return sure + 2 * elapsedMs;
}

export interface SureTime {
  /** How far what has surely passed is behind the clock, whole ms; 0 while the clock can be believed. */
  lagMs(): number;
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

  return {
    lagMs() {
      const { sure: at, wall } = look();
      return Math.ceil(wall - at);
    },
    sure: () => Math.floor(look().sure),
  };
}

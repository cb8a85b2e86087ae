import { HOUR } from '../../../src/core/time.ts';
import { latestPast } from '../domain/skew.ts';

/** How far the clock may be ahead of what has surely passed, ms. More is caught up with slowly. */
const TOLERANCE_MS = HOUR;

/** What is known of the time without asking the clock, epoch ms. */
export interface KnownTime {
  /** Counts for deleting: what is older than this is old. */
  sure: number;
  /**
   * What has passed at least: the last clock that was believed, and the time that the desk has run
   * since. A clock that says less is behind.
   */
  passed: number;
}

/**
 * What is known after `elapsedMs` of running. It follows the clock, with two exceptions: a clock
 * that is behind (a machine without a battery starts in 1970) changes nothing; and where the clock
 * has jumped ahead, `sure` goes on at twice the speed until it has caught up.
 *
 * So a clock that is 200 days ahead makes the desk delete nothing early, and after a stop of three
 * days the desk deletes late for three days.
 * @param wall What the clock says now, epoch ms
 * @param elapsedMs Time since, measured by a clock that is never set
 */
export function nextKnownTime(
  { sure, passed }: KnownTime,
  wall: number,
  elapsedMs: number,
): KnownTime {
  const least = passed + elapsedMs;
  if (latestPast(wall) < least) return { sure: Math.max(sure, least), passed: least };
  if (wall <= sure + elapsedMs + TOLERANCE_MS) return { sure: wall, passed: wall };
  return { sure: sure + 2 * elapsedMs, passed: least };
}

export interface SureTime {
  /**
   * How far what has surely passed is behind the clock, whole ms; 0 while the clock can be believed,
   * and while it is behind itself: then it makes nothing old too early.
   */
  lagMs(): number;
  /** What the clock is ahead of what has surely passed, whole ms; below 0 while it is behind. */
  aheadMs(): number;
  /** Takes over what another process knows, where that is later. */
  atLeast(known: KnownTime): void;
  /** Takes over what an operator says, also where that is earlier. */
  reset(known: KnownTime): void;
  /** To be stored, for the next start. Whole ms. */
  known(): KnownTime;
}

/**
 * @param from What was known at the last stop; undefined for a new database
 * @param clock Epoch ms
 * @param running Ms since any moment, by a clock that is never set
 */
export function createSureTime(
  from: KnownTime | undefined,
  clock: () => number,
  running: () => number,
): SureTime {
  let last = running();
  let known = from ?? { sure: clock(), passed: clock() };

  function look(): KnownTime & { wall: number } {
    const [wall, now] = [clock(), running()];
    known = nextKnownTime(known, wall, now - last);
    last = now;
    return { ...known, wall };
  }

  function aheadMs(): number {
    const { sure, passed, wall } = look();
    return latestPast(wall) < passed ? Math.floor(wall - passed) : Math.ceil(wall - sure);
  }

  return {
    lagMs: () => Math.max(0, aheadMs()),
    aheadMs,
    atLeast(other) {
      const { sure, passed } = look();
      known = { sure: Math.max(sure, other.sure), passed: Math.max(passed, other.passed) };
    },
    reset(other) {
      look();
      known = other;
    },
    known() {
      const { sure, passed } = look();
      return { sure: Math.floor(sure), passed: Math.floor(passed) };
    },
  };
}

import { HOUR } from '../../../src/core/time.ts';

/** About a second of work in a desktop browser, and four on a slow phone. */
const BITS = 13;
/** The more guests come, the more work: up to four times as much. */
const MAX_MORE_BITS = 2;

/**
 * Counts the callbacks of guests in this process. While a shop is flooded, a guest proves some work
 * before another callback is taken: nobody is locked out, but thousands become expensive. Members
 * whom the shop vouches for are not concerned.
 */
export class GuestFlood {
  private count = 0;
  /** When this hour began. */
  private since = 0;

  /** A guest's callback was stored. */
  add(now: number): void {
    this.countAt(now);
    this.count++;
  }

  /** Whether a guest has to prove work now. */
  isOn(guestsPerHour: number, now: number): boolean {
    return this.countAt(now) >= guestsPerHour;
  }

  /** How long until this hour is over, ms. */
  endsIn(now: number): number {
    return this.since + HOUR - now;
  }

  /** How hard the work is: see `puzzleOf`. */
  bits(guestsPerHour: number, now: number): number {
    const times = Math.max(1, this.countAt(now) / guestsPerHour);
    return BITS + Math.min(MAX_MORE_BITS, Math.floor(Math.log2(times)));
  }

  private countAt(now: number): number {
    // A clock may also be set back.
    if (Math.abs(now - this.since) >= HOUR) {
      this.since = now;
      this.count = 0;
    }
    return this.count;
  }
}

import { instantOf, wallTime } from '../../../src/core/zone.ts';
import { iso } from '../../../src/core/time.ts';

/** Value of an `<input type=datetime-local>` for an instant, in the shop's time zone. */
export const toShopClock = (instant: number, timeZone: string): string =>
  iso(wallTime(timeZone, instant)).slice(0, 16);

/** Instant (epoch ms) of such a value; undefined when it is not a valid time. */
export const fromShopClock = (value: string, timeZone: string): number | undefined => {
  const wall = Date.parse(`${value}Z`);
  return Number.isNaN(wall) ? undefined : instantOf(timeZone, wall);
};

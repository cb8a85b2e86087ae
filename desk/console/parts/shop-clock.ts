import { instantOf, wallTime } from '../../../src/core/zone.ts';
import { iso } from '../../../src/core/time.ts';

/** An instant as `<input type=datetime-local>` shows it, on the shop's clock, whatever the device's is. */
export const toShopClock = (instant: number, timeZone: string): string =>
  iso(wallTime(timeZone, instant)).slice(0, 16);

/** The instant (epoch ms) of such a value; undefined for what is none. */
export const fromShopClock = (value: string, timeZone: string): number | undefined => {
  const wall = Date.parse(`${value}Z`);
  return Number.isNaN(wall) ? undefined : instantOf(timeZone, wall);
};

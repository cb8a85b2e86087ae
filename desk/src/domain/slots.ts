import type { Config } from '../../../src/contract/config.ts';
import { addOpenMinutes } from '../../../src/core/hours.ts';
import { DAY, instantOf, MINUTE, wallTime } from '../../../src/core/zone.ts';
import type { SlotPlace } from './change.ts';
import { lineHours, lineOf } from './line-hours.ts';

/** A window that can be booked, epoch ms. */
export interface SlotWindow {
  from: number;
  to: number;
}

/** The windows of one day on the line's clock that begin at `earliest` or later. */
function* windowsOf(shop: Config, line: string, minutes: number, day: number, earliest: number): Generator<SlotWindow> {
  const { hours, context, timeZone } = lineHours(shop, line);
  for (let wall = day * DAY; wall < (day + 1) * DAY; wall += minutes * MINUTE) {
    const from = instantOf(timeZone, wall);
    // A time that the clocks skip is no time to be called at.
    if (from < earliest || wallTime(timeZone, from) !== wall) continue;
    const to = from + minutes * MINUTE;
    // Open all the way, and known to be: the open minutes end with the window.
    if (addOpenMinutes(hours, context, from, minutes) === to) yield { from, to };
  }
}

/**
 * The windows in which a callback on a line can be booked, soonest first: whole windows within open hours that begin at multiples of their length
 * after midnight on the line's clock, from `leadMinutes` ahead of `now` (epoch ms) until the end of the day `daysAhead` days from today. None where
 * the shop books none or has no such line.
 * @throws {RangeError} as `core/hours.ts` does
 */
export function slotWindows(shop: Config, line: string, now: number): SlotWindow[] {
  const rules = shop.callbacks?.slots;
  if (!rules || !lineOf(shop, line)) return [];
  const today = Math.floor(wallTime(lineHours(shop, line).timeZone, now) / DAY);
  const days = Array.from({ length: rules.daysAhead + 1 }, (_, index) => today + index);
  return days.flatMap((day) => [...windowsOf(shop, line, rules.minutes, day, now + rules.leadMinutes * MINUTE)]);
}

/** The window of {@link slotWindows} that begins at `from` (epoch ms). */
export function slotAt(shop: Config, line: string, from: number, now: number): SlotWindow | undefined {
  const rules = shop.callbacks?.slots;
  if (!rules || !lineOf(shop, line) || !Number.isFinite(new Date(from).getTime())) return undefined;
  const { timeZone } = lineHours(shop, line);
  const day = Math.floor(wallTime(timeZone, from) / DAY);
  const ahead = day - Math.floor(wallTime(timeZone, now) / DAY);
  if (ahead < 0 || ahead > rules.daysAhead) return undefined;
  for (const window of windowsOf(shop, line, rules.minutes, day, now + rules.leadMinutes * MINUTE)) if (window.from === from) return window;
  return undefined;
}

/** What a ticket takes of a window: one of the places that the shop gives each. */
export function placeIn(shop: Config, line: string, { from }: Pick<SlotWindow, 'from'>): SlotPlace & { capacity: number } {
  return { line, startsAt: from, capacity: shop.callbacks?.slots?.capacity ?? 0 };
}

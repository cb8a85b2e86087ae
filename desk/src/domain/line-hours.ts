import type { Config, Line } from '../../../src/contract/config.ts';
import type { Hours } from '../../../src/contract/hours.ts';
import type { HoursContext } from '../../../src/core/hours.ts';
import { zoneOf } from '../../../src/core/schedule.ts';

/** The line with this id; undefined when the config no longer has it. */
export const lineOf = (shop: Config, id: string): Line | undefined =>
  Object.hasOwn(shop.lines, id) ? shop.lines[id] : undefined;

export interface LineHours {
  hours: Hours;
  context: HoursContext;
  /** The line's IANA time zone. */
  timeZone: string;
}

/**
 * Hours in which a line calls back. A line that the config no longer has counts as always open, so
 * that its tickets do not wait forever.
 */
export function lineHours(shop: Config, id: string): LineHours {
  const hours = lineOf(shop, id)?.hours ?? '24x7';
  return {
    hours,
    context: { timeZone: shop.timeZone, workCalendar: shop.workCalendar },
    timeZone: zoneOf(hours, shop),
  };
}

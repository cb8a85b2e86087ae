import type { Config, Line } from '../../../src/contract/config.ts';
import type { Hours } from '../../../src/contract/hours.ts';
import type { HoursContext } from '../../../src/core/hours.ts';

/** A line of the config as it is now; undefined where a ticket's line has left it since. */
export const lineOf = (shop: Config, id: string): Line | undefined =>
  Object.hasOwn(shop.lines, id) ? shop.lines[id] : undefined;

export interface LineHours {
  hours: Hours;
  context: HoursContext;
  /** IANA zone in which the line tells its time. */
  timeZone: string;
}

/** When a line calls back. One that has left the config keeps nobody waiting for hours that nobody knows: it counts as always open. */
export function lineHours(shop: Config, id: string): LineHours {
  const hours = lineOf(shop, id)?.hours ?? '24x7';
  return {
    hours,
    context: { timeZone: shop.timeZone, workCalendar: shop.workCalendar },
    timeZone: (hours !== '24x7' && hours.timeZone) || shop.timeZone,
  };
}

import type { Hours, Period } from '../../../src/contract/hours.ts';
import { minutesOf, schedule, zoneOf, type HoursContext } from '../../../src/core/schedule.ts';
import { DAY, iso, MINUTE } from '../../../src/core/time.ts';
import { dateOfDay, dayOfDate, instantOf, wallTime } from '../../../src/core/zone.ts';

const ALL_DAY: Period = { from: '00:00', to: '24:00' };

/**
 * The periods that start on a date, by hours without exceptions; undefined where the work calendar
 * ends before it.
 * @throws {RangeError} as `core/hours.ts` does
 */
export function periodsOn(hours: Hours, context: HoursContext, date: string): Period[] | undefined {
  if (hours === '24x7') return [ALL_DAY];
  const zone = zoneOf(hours, context);
  const { stateAt, openUntil, nextStart } = schedule(hours, context);
  const start = instantOf(zone, dayOfDate(date) * DAY);
  const end = instantOf(zone, (dayOfDate(date) + 1) * DAY);
  const clock = (instant: number): string => iso(wallTime(zone, instant)).slice(11, 16);
  const periods: Period[] = [];
  for (let at: number | undefined = start; at !== undefined && at < end;) {
    const state = stateAt(at);
    if (state === 'unknown') return undefined;
    if (state === 'closed') {
      at = nextStart(at, end - 1);
      continue;
    }
    const until = openUntil(at, end);
    const isOfDayBefore = at === start && until < end && stateAt(start - 1) === 'open';
    if (!isOfDayBefore)
      periods.push({
        from: clock(at),
        to: until === end || until - at >= DAY ? '24:00' : clock(until),
      });
    at = until;
  }
  return periods;
}

/** When a date with these periods is over on the line's clock, epoch ms. */
export function endOfDay(date: string, periods: readonly Period[], timeZone: string): number {
  const last = Math.max(1440, ...periods.map((period) => minutesOf(period)[1]));
  return instantOf(timeZone, dayOfDate(date) * DAY + last * MINUTE);
}

/**
 * The dates whose hours can be set at `now` (epoch ms): yesterday while a period that started then
 * runs, today and tomorrow on the line's clock.
 */
export function settableDates(hours: Hours, context: HoursContext, now: number): string[] {
  const zone = zoneOf(hours, context);
  const today = Math.floor(wallTime(zone, now) / DAY);
  const yesterday = dateOfDay(today - 1);
  const periods = hours === '24x7' ? [] : (periodsOn(hours, context, yesterday) ?? []);
  const runs = periods.some((period) => endOfDay(yesterday, [period], zone) > now);
  return [...(runs ? [yesterday] : []), dateOfDay(today), dateOfDay(today + 1)];
}

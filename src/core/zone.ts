import { DAY, iso } from './time.ts';

// Making a formatter costs a hundred times what using it does. Unknown zones never get here, so the map stays small.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    // Without a zone Intl would quietly take the machine's own.
    if (typeof zone !== 'string') throw new RangeError('time zone');
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/**
 * What a clock in the zone shows at an instant (epoch ms): the epoch ms at which a UTC clock shows the same, so that
 * whole days divide by {@link DAY}. Years 1 and later.
 * @throws {RangeError} for an unknown zone or an instant that is no date
 */
export function wallTime(zone: string, instant: number): number {
  const [month = 0, day, year = 0, hour, minute, second] = (
    formatterOf(zone).format(instant).match(/\d+/g) ?? []
  ).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000);
}

/**
 * The instant (epoch ms) at which a clock in the zone shows a wall time, both as in {@link wallTime}. Where the clock
 * shows it twice, the first time; where it skips it, as long after the skip began as the wall time is past it: what
 * Temporal calls the `compatible` disambiguation (RFC 5545, section 3.3.5, says the same).
 * @throws {RangeError} for an unknown zone or a wall time that is no date
 */
export function instantOf(zone: string, wall: number): number {
  const offsetAt = (instant: number): number => wallTime(zone, instant) - instant;
  // Offsets are less than a day, so these two surround every change that could matter.
  const before = offsetAt(wall - DAY);
  const after = offsetAt(wall + DAY);
  // Trying the earlier offset first yields the first of two occurrences, and it is the one that counts in a gap.
  return after !== before && offsetAt(wall - before) !== before && offsetAt(wall - after) === after
    ? wall - after
    : wall - before;
}

/** The number of an ISO date's day, 1970-01-01 being 0. @throws {RangeError} for anything that is no date */
export function dayOfDate(date: string): number {
  const day = Date.parse(date) / DAY;
  if (dateOfDay(day) !== date) throw new RangeError('date');
  return day;
}

/** The ISO date of a day's number. */
export function dateOfDay(day: number): string {
  return iso(day * DAY).slice(0, 10);
}

import type { Hours, Period } from '../contract/hours.ts';
import type { Text } from '../contract/text.ts';
import { minutesOf, schedule } from './schedule.ts';
import type { HoursContext } from './schedule.ts';
import { DAY, MINUTE } from './time.ts';

export type { HoursContext } from './schedule.ts';

/** How far ahead to search for the closing time, the next opening and a due time, ms. */
const CLOSES_WITHIN_MS = 14 * DAY;
const OPENS_WITHIN_MS = 60 * DAY;
const DUE_WITHIN_MS = 366 * DAY;

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** Whether a line is open. Instants are epoch ms. */
export type HoursStatus =
  | { state: 'open'; closesAt?: number }
  | { state: 'closed'; opensAt?: number; reason?: Text }
  | { state: 'unknown' };

/** Days of the week with the same periods. */
export interface DayHours {
  /** ISO days of the week (1 is Monday), ascending. */
  days: number[];
  periods: Period[];
}

/**
 * Whether a line is open at an instant (epoch ms), and when that changes.
 *
 * - `closesAt`: when it closes; adjoining periods count as one. Absent if it does not close within
 *   14 days, or if the work calendar ends before it closes.
 * - `opensAt`: when it opens next. Absent if it does not open within 60 days, or if the work
 *   calendar ends before it opens.
 * - `reason`: why a holiday or a dated entry closes the line at a time when it is usually open, or
 *   for the whole day.
 * @throws {RangeError} for an unknown zone, or an invalid instant, date or time of day
 * @example statusAt('24x7', { timeZone: 'Asia/Shanghai' }, Date.now()) // { state: 'open' }
 */
export function statusAt(hours: Hours, context: HoursContext, instant: number): HoursStatus {
  if (hours === '24x7') return { state: 'open' };
  const { stateAt, openUntil, nextStart, reasonAt } = schedule(hours, context);
  const state = stateAt(instant);
  if (state === 'open') {
    const limit = instant + CLOSES_WITHIN_MS;
    const closesAt = openUntil(instant, limit);
    return closesAt <= limit && stateAt(closesAt) === 'closed' ? { state, closesAt } : { state };
  }
  if (state === 'unknown') return { state };
  const opensAt = nextStart(instant, instant + OPENS_WITHIN_MS);
  const reason = reasonAt(instant);
  return {
    state,
    ...(opensAt !== undefined && stateAt(opensAt) === 'open' && { opensAt }),
    ...(reason !== undefined && { reason }),
  };
}

/**
 * The instant (epoch ms) at which the line has been open for `minutes` since `instant`. Counts
 * elapsed time: an hour that the clocks skip does not count, and an hour that they repeat counts
 * twice. `undefined` if the work calendar ends first, or if it takes more than 366 days.
 * @throws {RangeError} if `minutes` is not a number of at least 0, and whenever {@link statusAt}
 *   throws
 * @example addOpenMinutes('24x7', { timeZone: 'Asia/Shanghai' }, 0, 30) // 1_800_000
 */
export function addOpenMinutes(
  hours: Hours,
  context: HoursContext,
  instant: number,
  minutes: number,
): number | undefined {
  if (!(minutes >= 0)) throw new RangeError('invalid minutes');
  const limit = instant + DUE_WITHIN_MS;
  const within = (end: number): number | undefined => (end <= limit ? end : undefined);
  let left = minutes * MINUTE;
  if (hours === '24x7') return within(instant + left);
  const { stateAt, openUntil, nextStart } = schedule(hours, context);
  let at: number | undefined = instant;
  while (at !== undefined) {
    const until = openUntil(at, Math.min(at + left, limit));
    if (left <= until - at) return within(at + left);
    left -= until - at;
    at = stateAt(until) === 'closed' ? nextStart(until, limit) : undefined;
  }
  return undefined;
}

/**
 * The usual week for display. Days with the same periods form a group; groups are ordered by their
 * first day. Days without periods are left out. Dated entries and holidays are not included.
 * @throws {RangeError} for an invalid day of the week or time of day
 */
export function weekForDisplay(hours: Hours): '24x7' | DayHours[] {
  if (hours === '24x7') return hours;
  const groups = new Map<string, DayHours>();
  for (const period of hours.weekly) {
    minutesOf(period);
    if (!period.days.every((day) => WEEK.includes(day)))
      throw new RangeError('invalid day of the week');
  }
  for (const day of WEEK) {
    const periods = hours.weekly
      .filter(({ days }) => days.includes(day))
      .map(({ from, to }) => ({ from, to }))
      .sort((a, b) => minutesOf(a)[0] - minutesOf(b)[0]);
    const key = periods.map(({ from, to }) => from + to).join();
    const group = groups.get(key);
    if (group) group.days.push(day);
    else if (periods.length > 0) groups.set(key, { days: [day], periods });
  }
  return [...groups.values()];
}

import type { Hours, Period } from '../contract/hours.ts';
import type { Text } from '../contract/text.ts';
import { minutesOf, schedule } from './schedule.ts';
import type { HoursContext } from './schedule.ts';
import { DAY, MINUTE } from './time.ts';

export type { HoursContext } from './schedule.ts';

/** How far ahead to look: for the end of hours that chain day after day, for the next opening, and for a deadline. */
const CLOSES_WITHIN = 14 * DAY;
const OPENS_WITHIN = 60 * DAY;
const YEAR = 366 * DAY;

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** Whether a line is answered; instants are epoch ms. */
export type HoursStatus =
  | { state: 'open'; closesAt?: number }
  | { state: 'closed'; opensAt?: number; reason?: Text }
  | { state: 'unknown' };

/** Days that share their periods. */
export interface DayHours {
  /** ISO days of the week, ascending. */
  days: number[];
  periods: Period[];
}

/**
 * Whether the hours are open at an instant (epoch ms), and until when.
 *
 * `closesAt` is the end of all periods that adjoin; absent where the line does not close within two weeks or the work
 * calendar ends there. `opensAt` is absent where it does not open within 60 days, or the calendar ends before it does.
 * `reason` is given where a date is closed on purpose, or a dated entry has shortened the ordinary hours.
 * @throws {RangeError} for an unknown zone, an instant, date or time of day that is none
 */
export function statusAt(hours: Hours, context: HoursContext, instant: number): HoursStatus {
  if (hours === '24x7') return { state: 'open' };
  const { stateAt, openUntil, nextStart, reasonAt } = schedule(hours, context);
  const state = stateAt(instant);
  if (state === 'open') {
    const limit = instant + CLOSES_WITHIN;
    const closesAt = openUntil(instant, limit);
    return closesAt <= limit && stateAt(closesAt) === 'closed' ? { state, closesAt } : { state };
  }
  if (state === 'unknown') return { state };
  const opensAt = nextStart(instant, instant + OPENS_WITHIN);
  const reason = reasonAt(instant);
  return {
    state,
    ...(opensAt !== undefined && stateAt(opensAt) === 'open' && { opensAt }),
    ...(reason !== undefined && { reason }),
  };
}

/**
 * The instant (epoch ms) at which so many open minutes have passed since `instant`, in real elapsed time: an hour that
 * the clocks skip or repeat counts as it was. Undefined where the work calendar ends or a year has passed before.
 * @throws {RangeError} as {@link statusAt} does, and for minutes that are no number from 0
 */
export function addOpenMinutes(
  hours: Hours,
  context: HoursContext,
  instant: number,
  minutes: number,
): number | undefined {
  if (!(minutes >= 0)) throw new RangeError('minutes');
  const limit = instant + YEAR;
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
 * The ordinary week for showing, days with equal periods together in the order of their first day; days without
 * periods are left out. Dated entries and holidays do not appear.
 * @throws {RangeError} for a day of the week or a time of day that is none
 */
export function weekForShowing(hours: Hours): '24x7' | DayHours[] {
  if (hours === '24x7') return hours;
  const groups = new Map<string, DayHours>();
  for (const period of hours.weekly) {
    minutesOf(period);
    if (!period.days.every((day) => WEEK.includes(day))) throw new RangeError('day of the week');
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

import type { Hours, Period, WorkCalendar } from '../contract/hours.ts';
import type { Text } from '../contract/text.ts';
import { DAY, MINUTE } from './time.ts';
import { dayOfDate, instantOf, wallTime } from './zone.ts';

/** What opening hours depend on besides themselves. */
export interface HoursContext {
  /** IANA zone of the shop, for hours that name no zone. */
  timeZone: string;
  /** The shop's work calendar. Without one, hours that follow a work calendar are unknown. */
  workCalendar?: WorkCalendar | undefined;
}

/** Hours other than `24x7`. */
export type ScheduledHours = Exclude<Hours, '24x7'>;

/** The IANA zone in which a line's hours are written: their own, or else the shop's. */
export const zoneOf = (hours: Hours, { timeZone }: Pick<HoursContext, 'timeZone'>): string =>
  (hours !== '24x7' && hours.timeZone) || timeZone;

/** Answers questions about opening hours. All instants are epoch ms. */
export interface Schedule {
  stateAt(instant: number): 'open' | 'closed' | 'unknown';
  /**
   * Until when the line is certain to stay open; `instant` if it is not open then. Stops searching
   * at the end of the first period after `limit`.
   */
  openUntil(instant: number, limit: number): number;
  /**
   * The first instant after `instant` at which the line opens or its state becomes unknown, up to
   * `limit`. Only for an instant at which the line is closed.
   */
  nextStart(instant: number, limit: number): number | undefined;
  /** The reason why the line is closed. Only for an instant at which it is closed. */
  reasonAt(instant: number): Text | undefined;
}

/**
 * From `start` up to but not including `end` (epoch ms). `sure`: the line is open. Not `sure`: the
 * work calendar does not reach this far, so the line may be open.
 */
interface Stretch {
  start: number;
  end: number;
  sure: boolean;
}

/** The hours of a date. `periods` is absent if the work calendar does not reach the date. */
interface DayPlan {
  periods?: readonly Period[];
  /** Closed all day by an entry of `dates`. This also ends a period that started the day before. */
  closedAllDay?: boolean;
  reason?: Text | undefined;
}

/**
 * Start and end of a period in minutes since midnight: the start from 0 to 1440, the end after the
 * start and up to 2880.
 * @throws {RangeError} for a time of day that is not `00:00` to `24:00`
 * @example minutesOf({ from: '20:00', to: '02:00' }) // [1200, 1560]
 */
export function minutesOf({ from, to }: Period): readonly [start: number, end: number] {
  const minutes = (time: string): number => {
    const [, hour, minute] = /^(\d\d):([0-5]\d)$/.exec(time) ?? [];
    const since = Number(hour) * 60 + Number(minute);
    if (since <= 1440) return since;
    throw new RangeError('invalid time of day');
  };
  const start = minutes(from);
  const end = minutes(to);
  return [start, end > start ? end : end + 1440];
}

/**
 * Places opening hours on the time line.
 *
 * - A period belongs to the date on which it starts. A period that runs past midnight continues
 *   whatever the hours of the next date are, even on a holiday. Only a dated entry without periods
 *   (closed all day) ends it at midnight.
 * - If several dated entries cover a date, the last one applies. Dated entries take precedence over
 *   the work calendar.
 * - Wall times that the zone skips or repeats follow the rule of {@link instantOf}. A date that the
 *   zone skips entirely has no periods.
 * @throws {RangeError} for an invalid date. The returned functions throw a RangeError for an
 *   unknown zone or an invalid time of day.
 */
export function schedule(
  hours: ScheduledHours,
  { timeZone, workCalendar }: HoursContext,
): Schedule {
  const zone = zoneOf(hours, { timeZone });
  const dates = (hours.dates ?? []).map((entry) => ({
    ...entry,
    first: dayOfDate(entry.from),
    last: dayOfDate(entry.to ?? entry.from),
  }));
  const calendar = hours.workCalendar ? workCalendar : undefined;
  const through = !hours.workCalendar
    ? Infinity
    : calendar
      ? dayOfDate(calendar.through)
      : -Infinity;
  const holidays = new Map(
    calendar?.holidays.map(({ date, name }) => [dayOfDate(date), name] as const),
  );
  const workdays = new Set(calendar?.workdays.map(dayOfDate));
  const known = new Map<number, Stretch[]>();

  const startOf = (day: number): number => instantOf(zone, day * DAY);
  const dayAt = (instant: number): number => Math.floor(wallTime(zone, instant) / DAY);

  const week = (day: number): Period[] => {
    const weekday = workdays.has(day) ? 1 : new Date(day * DAY).getUTCDay() || 7;
    return hours.weekly.filter(({ days }) => days.includes(weekday));
  };

  const planOf = (day: number): DayPlan => {
    const dated = dates.filter(({ first, last }) => first <= day && day <= last).pop();
    if (dated) return { ...dated, closedAllDay: dated.periods.length === 0 };
    if (day > through) return {};
    return holidays.has(day)
      ? { periods: hours.holidayPeriods ?? [], reason: holidays.get(day) }
      : { periods: week(day) };
  };

  /**
   * When a line may be open on a day after the end of the work calendar: the whole day, and as far
   * into the next day as the longest period runs.
   */
  const possiblyOpen = (): (readonly [number, number])[] => [
    [
      0,
      Math.max(
        1440,
        ...[...hours.weekly, ...(hours.holidayPeriods ?? [])].map((period) => minutesOf(period)[1]),
      ),
    ],
  ];

  /** The stretches that start on a day. */
  const stretchesFrom = (day: number): Stretch[] => {
    let stretches = known.get(day);
    if (!stretches) {
      const { periods } = planOf(day);
      const spans = periods ? periods.map(minutesOf) : possiblyOpen();
      const cut = Math.min(
        ...[day + 1, day + 2].filter((next) => planOf(next).closedAllDay).map(startOf),
      );
      const exists = spans.length > 0 && dayAt(startOf(day)) === day;
      stretches = (exists ? spans : [])
        .map(([from, to]) => ({
          start: instantOf(zone, day * DAY + from * MINUTE),
          end: Math.min(cut, instantOf(zone, day * DAY + to * MINUTE)),
          sure: !!periods,
        }))
        // Empty where the zone skips the whole period.
        .filter(({ start, end }) => start < end);
      known.set(day, stretches);
    }
    return stretches;
  };

  /**
   * The stretches that contain an instant. A period ends on the day after its start at the latest.
   * One more day on either side covers zones that skip a date or set clocks back just after
   * midnight.
   */
  const stretchesAt = (instant: number): Stretch[] => {
    const day = dayAt(instant);
    return [day - 2, day - 1, day, day + 1]
      .flatMap(stretchesFrom)
      .filter(({ start, end }) => start <= instant && instant < end);
  };

  return {
    stateAt: (instant) => {
      const here = stretchesAt(instant);
      return here.some(({ sure }) => sure) ? 'open' : here.length > 0 ? 'unknown' : 'closed';
    },

    openUntil: (instant, limit) => {
      let until = instant;
      while (until <= limit) {
        const end = Math.max(
          ...stretchesAt(until).map((stretch) => (stretch.sure ? stretch.end : until)),
        );
        if (!(end > until)) break;
        until = end;
      }
      return until;
    },

    nextStart: (instant, limit) => {
      const after = (day: number): number[] =>
        stretchesFrom(day)
          .map(({ start }) => start)
          .filter((start) => start > instant);
      const last = dayAt(limit);
      for (let day = dayAt(instant) - 1; day <= last; day++) {
        if (after(day).length > 0) {
          // If the zone skips the end of a day, a period of the next day may start earlier.
          const next = Math.min(...after(day), ...after(day + 1));
          return next <= limit ? next : undefined;
        }
      }
      return undefined;
    },

    reasonAt: (instant) => {
      const day = dayAt(instant);
      const minute = (wallTime(zone, instant) - day * DAY) / MINUTE;
      const { periods, reason } = planOf(day);
      const usual = week(day)
        .map(minutesOf)
        .some(([from, to]) => from <= minute && minute < to);
      return periods?.length === 0 || usual ? reason : undefined;
    },
  };
}

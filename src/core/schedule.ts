import type { Hours, Period, WorkCalendar } from '../contract/hours.ts';
import type { Text } from '../contract/text.ts';
import { DAY, MINUTE } from './time.ts';
import { dayOfDate, instantOf, wallTime } from './zone.ts';

/** What the hours of a line are read against. */
export interface HoursContext {
  /** IANA zone of hours that name none. */
  timeZone: string;
  /** The shop's; hours that follow a work calendar are unknown without one. */
  workCalendar?: WorkCalendar | undefined;
}

/** Hours that are not simply `24x7`. */
export type ScheduledHours = Exclude<Hours, '24x7'>;

/** Hours laid out on the time line; instants are epoch ms. */
export interface Schedule {
  stateAt(instant: number): 'open' | 'closed' | 'unknown';
  /** Until when the line surely stays open: the instant itself where it is not. Stops looking past `limit`. */
  openUntil(instant: number, limit: number): number;
  /** When it opens or becomes unknown, after an instant at which it is closed and up to `limit`. */
  nextStart(instant: number, limit: number): number | undefined;
  /** Why it is closed at an instant at which it is closed. */
  reasonAt(instant: number): Text | undefined;
}

/** Half-open, epoch ms. Where not `sure`, the calendar does not tell and the line may be open. */
interface Stretch {
  start: number;
  end: number;
  sure: boolean;
}

/** What holds on a date; `periods` is absent where the calendar does not tell. */
interface DayPlan {
  periods?: readonly Period[];
  /** Closed all day by an entry of `dates`, which also ends what runs in from the day before. */
  shut?: boolean;
  reason?: Text | undefined;
}

/**
 * Minutes since midnight of a period's start (0 to 1440) and of its end (up to 2880, none before the start).
 * @throws {RangeError} for anything but `00:00` to `24:00`
 */
export function minutesOf({ from, to }: Period): readonly [start: number, end: number] {
  const minutes = (time: string): number => {
    const [, hour, minute] = /^(\d\d):([0-5]\d)$/.exec(time) ?? [];
    const since = Number(hour) * 60 + Number(minute);
    if (since <= 1440) return since;
    throw new RangeError('time of day');
  };
  const start = minutes(from);
  const end = minutes(to);
  return [start, end > start ? end : end + 1440];
}

/**
 * - A period belongs to the date on which it starts. One that runs past midnight goes on whatever the next date holds,
 *   a holiday too; only a dated entry without periods (closed all day) ends it at that midnight.
 * - Of several dated entries for one date the last counts, and any of them counts before the work calendar.
 * - A wall time that the zone skips or shows twice is taken as {@link instantOf} takes it; a date that the zone skips
 *   altogether has no periods.
 * @throws {RangeError} for a date that is none; reading the schedule, for an unknown zone or a time of day that is none
 */
export function schedule(
  hours: ScheduledHours,
  { timeZone, workCalendar }: HoursContext,
): Schedule {
  const zone = hours.timeZone ?? timeZone;
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
    if (dated) return { ...dated, shut: dated.periods.length === 0 };
    if (day > through) return {};
    return holidays.has(day)
      ? { periods: hours.holidayPeriods ?? [], reason: holidays.get(day) }
      : { periods: week(day) };
  };

  /** What may run on a day that the calendar does not tell: all of it, and as far into the next as any period does. */
  const unsure = (): (readonly [number, number])[] => [
    [
      0,
      Math.max(
        1440,
        ...[...hours.weekly, ...(hours.holidayPeriods ?? [])].map((period) => minutesOf(period)[1]),
      ),
    ],
  ];

  /** What starts on a day. */
  const stretchesOf = (day: number): Stretch[] => {
    let stretches = known.get(day);
    if (!stretches) {
      const { periods } = planOf(day);
      const spans = periods ? periods.map(minutesOf) : unsure();
      const cut = Math.min(...[day + 1, day + 2].filter((next) => planOf(next).shut).map(startOf));
      const exists = spans.length > 0 && dayAt(startOf(day)) === day;
      stretches = (exists ? spans : [])
        .map(([from, to]) => ({
          start: instantOf(zone, day * DAY + from * MINUTE),
          end: Math.min(cut, instantOf(zone, day * DAY + to * MINUTE)),
          sure: !!periods,
        }))
        // The zone may skip a whole period.
        .filter(({ start, end }) => start < end);
      known.set(day, stretches);
    }
    return stretches;
  };

  /**
   * What covers an instant. A period ends at the latest with the day after its own; a day more on either side covers
   * zones that skip a date, or set their clocks back just after midnight.
   */
  const around = (instant: number): Stretch[] => {
    const day = dayAt(instant);
    return [day - 2, day - 1, day, day + 1]
      .flatMap(stretchesOf)
      .filter(({ start, end }) => start <= instant && instant < end);
  };

  return {
    stateAt: (instant) => {
      const here = around(instant);
      return here.some(({ sure }) => sure) ? 'open' : here.length > 0 ? 'unknown' : 'closed';
    },

    openUntil: (instant, limit) => {
      let until = instant;
      while (until <= limit) {
        const end = Math.max(
          ...around(until).map((stretch) => (stretch.sure ? stretch.end : until)),
        );
        if (!(end > until)) break;
        until = end;
      }
      return until;
    },

    nextStart: (instant, limit) => {
      const after = (day: number): number[] =>
        stretchesOf(day)
          .map(({ start }) => start)
          .filter((start) => start > instant);
      const last = dayAt(limit);
      for (let day = dayAt(instant) - 1; day <= last; day++) {
        if (after(day).length > 0) {
          // Where the zone skips the end of a day, what starts there comes after what starts with the next.
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

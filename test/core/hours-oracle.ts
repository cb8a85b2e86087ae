import { Temporal } from 'temporal-polyfill';
import type { Hours, Period } from '../../src/contract/hours.ts';
import type { HoursContext } from '../../src/core/hours.ts';

// A second implementation of the opening hours, to compare with. It shares no code with the first:
// it computes with Temporal, cuts the time line wherever a period starts or ends, and decides the
// state of each piece on its own.

/** A part of the time line with one state. It lasts until the next piece starts. */
export interface Piece {
  from: number;
  state: 'open' | 'closed' | 'unknown';
}

type Scheduled = Exclude<Hours, '24x7'>;

interface Plan {
  periods: Period[] | 'unknown';
  shut: boolean;
}

function planOf(hours: Scheduled, { workCalendar }: HoursContext, date: Temporal.PlainDate): Plan {
  const iso = date.toString();
  const dated = [...(hours.dates ?? [])]
    .reverse()
    .find((entry) => entry.from <= iso && iso <= (entry.to ?? entry.from));
  if (dated) return { periods: dated.periods, shut: dated.periods.length === 0 };
  let weekday = date.dayOfWeek;
  if (hours.workCalendar) {
    if (!workCalendar || iso > workCalendar.through) return { periods: 'unknown', shut: false };
    if (workCalendar.holidays.some((holiday) => holiday.date === iso))
      return { periods: hours.holidayPeriods ?? [], shut: false };
    if (workCalendar.workdays.includes(iso)) weekday = 1;
  }
  return { periods: hours.weekly.filter((period) => period.days.includes(weekday)), shut: false };
}

/** The pieces from five days before an instant to `days` after it. */
export function pieces(
  hours: Scheduled,
  context: HoursContext,
  instant: number,
  days: number,
): Piece[] {
  const zone = hours.timeZone ?? context.timeZone;
  const at = (date: Temporal.PlainDate, time: string): number =>
    (time === '24:00'
      ? date.add({ days: 1 }).toPlainDateTime()
      : date.toPlainDateTime(time)
    ).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;

  /** `day` counts the dates from the first one looked at. */
  const runs: { from: number; to: number; state: 'open' | 'unknown'; day: number }[] = [];
  const shut: { day: number; from: number }[] = [];
  const longest = [...hours.weekly, ...(hours.holidayPeriods ?? [])]
    .filter(({ from, to }) => to <= from)
    .map(({ to }) => to)
    .sort()
    .pop();

  let date = Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .subtract({ days: 5 });
  let next = date;
  for (let day = 0; day < days + 10; day++) {
    date = next;
    next = date.add({ days: 1 });
    const plan = planOf(hours, context, date);
    if (plan.shut) shut.push({ day, from: at(date, '00:00') });
    // The zone skips this date.
    if (!date.toZonedDateTime(zone).toPlainDate().equals(date)) continue;
    if (plan.periods === 'unknown')
      runs.push({
        day,
        state: 'unknown',
        from: at(date, '00:00'),
        to: longest === undefined ? at(date, '24:00') : at(next, longest),
      });
    else
      for (const { from, to } of plan.periods)
        runs.push({
          day,
          state: 'open',
          from: at(date, from),
          to: at(to > from ? date : next, to),
        });
  }

  const cuts = [
    ...new Set([...runs.flatMap(({ from, to }) => [from, to]), ...shut.map(({ from }) => from)]),
  ].sort((a, b) => a - b);
  const judge = (moment: number): Piece['state'] => {
    const here = runs.filter(
      (run) =>
        run.from <= moment &&
        moment < run.to &&
        !shut.some((closure) => closure.day > run.day && closure.from <= moment),
    );
    return here.some(({ state }) => state === 'open')
      ? 'open'
      : here.length > 0
        ? 'unknown'
        : 'closed';
  };
  const all = cuts.map((from): Piece => ({ from, state: judge(from) }));
  return [{ from: -Infinity, state: 'closed' as const }, ...all].filter(
    (piece, index, list) => index === 0 || piece.state !== list[index - 1]?.state,
  );
}

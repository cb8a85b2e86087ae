import { DAY } from '../../../src/core/time.ts';
import { dateOfDay, instantOf, wallTime } from '../../../src/core/zone.ts';
import {
  MAX_FIGURE_DAYS,
  NO_FIGURES,
  type CallFigures,
  type FigurePeriod,
} from '../../wire/figures.ts';

/** How a call ended, as agents say it; `unreached` and `wrong-number` reached nobody. */
export type CallEnd = 'solved' | 'follow-up' | 'cancelled' | 'unreached' | 'wrong-number';

/** A call with its result, for figures. */
export interface CallRecord {
  /** Id of the agent who gave the result. */
  agent: string;
  line: string;
  startedAt: number;
  endedAt: number;
  result: CallEnd;
  cameIn: boolean;
  /** Whether it kept the promise of a first call; null for a call that none waited for. */
  kept: boolean | null;
}

/** [from, to), epoch ms. */
export interface Span {
  from: number;
  to: number;
}

/** Days on the shop's clock, and the same number of days before. */
export interface FigureDays {
  /** First and last day: `2026-11-22`. */
  first: string;
  last: string;
  span: Span;
  before: Span;
}

/** Figures of one agent on one line. */
export interface FigureRow extends CallFigures {
  agent: string;
  line: string;
}

const dayOf = (timeZone: string, now: number): number => Math.floor(wallTime(timeZone, now) / DAY);

/** Days since 1970 of a date such as `2026-11-22`; undefined for what is none. */
function readDate(text: string | undefined): number | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(text ?? '') ? Date.parse(text ?? '') : NaN;
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text
    ? undefined
    : at / DAY;
}

function daysFrom(first: number, last: number, timeZone: string, now: number): FigureDays {
  const count = last - first + 1;
  const to = Math.min(instantOf(timeZone, (last + 1) * DAY), now + 1);
  const from = instantOf(timeZone, first * DAY);
  // The same time of day, also where clocks have changed in between.
  const sameTime = instantOf(timeZone, wallTime(timeZone, to) - count * DAY);
  return {
    first: dateOfDay(first),
    last: dateOfDay(last),
    span: { from, to },
    before: { from: instantOf(timeZone, (first - count) * DAY), to: sameTime },
  };
}

/** The days of a period that has a name. */
export function daysOfPeriod(period: FigurePeriod, timeZone: string, now: number): FigureDays {
  const today = dayOf(timeZone, now);
  const [first, last] = {
    today: [today, today],
    yesterday: [today - 1, today - 1],
    '7': [today - 6, today],
    '30': [today - 29, today],
  }[period] as [number, number];
  return daysFrom(first, last, timeZone, now);
}

/**
 * The days from one date to another, both included.
 * @returns undefined for what are no dates, dates in the wrong order, in the future, or too far apart
 */
export function daysBetween(
  from: string | undefined,
  to: string | undefined,
  timeZone: string,
  now: number,
): FigureDays | undefined {
  const [first, last] = [readDate(from), readDate(to)];
  if (first === undefined || last === undefined) return undefined;
  const isPossible =
    first <= last && last <= dayOf(timeZone, now) && last - first < MAX_FIGURE_DAYS;
  return isPossible ? daysFrom(first, last, timeZone, now) : undefined;
}

/** Adds figures up. */
export const sumFigures = (all: readonly CallFigures[]): CallFigures =>
  all.reduce<CallFigures>(
    (sum, one) =>
      Object.fromEntries(
        (Object.keys(NO_FIGURES) as (keyof CallFigures)[]).map((name) => [
          name,
          sum[name] + one[name],
        ]),
      ) as unknown as CallFigures,
    NO_FIGURES,
  );

/** Figures by agent or by line, most calls first. */
export function figuresBy(
  rows: readonly FigureRow[],
  name: 'agent' | 'line',
): { id: string; figures: CallFigures }[] {
  const ids = [...new Set(rows.map((row) => row[name]))];
  return ids
    .map((id) => ({ id, figures: sumFigures(rows.filter((row) => row[name] === id)) }))
    .sort((a, b) => b.figures.calls - a.figures.calls || (a.id < b.id ? -1 : 1));
}

/** Figures of each agent on each line, one row each. */
export function figuresByBoth(rows: readonly FigureRow[]): FigureRow[] {
  const groups = new Map<string, FigureRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.agent, row.line]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ agent: first.agent, line: first.line, ...sumFigures(group) }] : [];
  });
}

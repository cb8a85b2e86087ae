/**
 * What members are told about a line, and how supervisors change it.
 *
 * - `PUT /lines/:id` LineChange → TeamView
 */
import * as v from 'valibot';
import { DateSchema, PeriodSchema, type Period } from '../../src/contract/hours.ts';
import type { Text } from '../../src/contract/text.ts';
import { instant, minutes, text } from './fields.ts';

/** How many periods a day may have. */
export const MAX_PERIODS = 4;

/** Absent fields stay as they are; null removes what a supervisor set. */
export const LineChangeSchema = v.strictObject({
  /** A pause ends by itself, after a day at the latest. */
  closed: v.optional(v.nullable(v.strictObject({ reason: text(200), until: instant }))),
  wait: v.optional(
    v.nullable(
      v.strictObject({
        minutes: v.pipe(
          v.tuple([minutes, minutes]),
          v.check(([min, max]) => min <= max, 'expected the minimum before the maximum'),
        ),
        until: instant,
      }),
    ),
  ),
  /** Hours of a date of `LineView.days`, in place of all others; `periods` null removes them. */
  hours: v.optional(
    v.strictObject({
      date: DateSchema,
      periods: v.nullable(v.pipe(v.array(PeriodSchema), v.maxLength(MAX_PERIODS))),
      reason: v.optional(text(200)),
    }),
  ),
});
export type LineChange = v.InferOutput<typeof LineChangeSchema>;

/** A date on the line's clock whose hours can be set. */
export interface LineDay {
  date: string;
  /** Periods that start on it by the config; null where the work calendar does not reach it. */
  usual: Period[] | null;
  /** What a supervisor has set for it. No periods: closed all day. */
  set?: { periods: Period[]; reason?: Text; by: string };
}

export interface LineView {
  id: string;
  label: Text;
  state: 'open' | 'busy' | 'closed' | 'unknown';
  /** Wait estimate, minimum and maximum. */
  waitMinutes?: [number, number];
  /** Where the state comes from. */
  source: 'hours' | 'supervisor' | 'phone-system' | 'agents';
  waiting: number;
  timeZone: string;
  /** Yesterday while a period that started then runs, today, and tomorrow. */
  days: LineDay[];
  closed?: { reason: Text; until?: number; at: number };
  wait?: { minutes: [number, number]; until: number };
  load?: { waiting: number; agents: number; at: number; stale: boolean };
}

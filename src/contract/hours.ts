import * as v from 'valibot';
import { TextSchema } from './text.ts';

/** A time of day on the line's own clock, `00:00` to `24:00`. */
export const ClockTimeSchema = v.pipe(
  v.string(),
  v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day, 00:00 to 24:00'),
);
export const DateSchema = v.pipe(v.string(), v.isoDate());

/** From one time of day until another; an end at or before the start means the next day. */
export const PeriodSchema = v.strictObject({ from: ClockTimeSchema, to: ClockTimeSchema });
export type Period = v.InferOutput<typeof PeriodSchema>;

/** ISO 8601 day of the week: 1 Monday to 7 Sunday. */
export const WeekdaySchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7));

export const WeeklyPeriodSchema = v.strictObject({
  days: v.pipe(v.array(WeekdaySchema), v.minLength(1), v.maxLength(7)),
  from: ClockTimeSchema,
  to: ClockTimeSchema,
});
export type WeeklyPeriod = v.InferOutput<typeof WeeklyPeriodSchema>;

/** What holds on certain dates instead of the week: no periods means closed all day. */
export const DatedHoursSchema = v.strictObject({
  from: DateSchema,
  /** Last date, inclusive; `from` alone where absent. */
  to: v.optional(DateSchema),
  periods: v.array(PeriodSchema),
  reason: v.optional(TextSchema),
});
export type DatedHours = v.InferOutput<typeof DatedHoursSchema>;

/**
 * When a line is answered. `workCalendar` makes the week follow the shop's work calendar: a public holiday takes
 * `holidayPeriods` (closed where absent), a weekend day worked in its place (调休) takes Monday's periods.
 */
export const HoursSchema = v.union([
  v.literal('24x7'),
  v.strictObject({
    /** IANA zone; the shop's own where absent. */
    timeZone: v.optional(v.string()),
    weekly: v.array(WeeklyPeriodSchema),
    dates: v.optional(v.array(DatedHoursSchema)),
    workCalendar: v.optional(v.boolean()),
    holidayPeriods: v.optional(v.array(PeriodSchema)),
  }),
]);
export type Hours = v.InferOutput<typeof HoursSchema>;

/** Public holidays and worked weekend days up to and including `through`; past that date nothing is known. */
export const WorkCalendarSchema = v.strictObject({
  through: DateSchema,
  holidays: v.array(v.strictObject({ date: DateSchema, name: v.optional(TextSchema) })),
  workdays: v.array(DateSchema),
});
export type WorkCalendar = v.InferOutput<typeof WorkCalendarSchema>;

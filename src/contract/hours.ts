import * as v from 'valibot';
import { TextSchema } from './text.ts';

/** A time of day on the line's own clock, `00:00` to `24:00`. */
export const ClockTimeSchema = v.pipe(
  v.string(),
  v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day, 00:00 to 24:00'),
);
export const DateSchema = v.pipe(v.string(), v.isoDate());

/**
 * From one time of day to another. If `to` is not after `from`, the period ends on the next day.
 */
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

/** Hours of certain dates, in place of the weekly hours. No periods: closed all day. */
export const DatedHoursSchema = v.strictObject({
  from: DateSchema,
  /** Last date, inclusive. Default: `from`. */
  to: v.optional(DateSchema),
  periods: v.array(PeriodSchema),
  reason: v.optional(TextSchema),
});
export type DatedHours = v.InferOutput<typeof DatedHoursSchema>;

/**
 * When a line is open. With `workCalendar`, the hours follow the shop's work calendar: on a public
 * holiday `holidayPeriods` apply (closed if absent); on a weekend day that is worked in place of a
 * holiday (调休), Monday's periods apply.
 */
export const HoursSchema = v.union([
  v.literal('24x7'),
  v.strictObject({
    /** IANA zone. Default: the shop's zone. */
    timeZone: v.optional(v.string()),
    weekly: v.array(WeeklyPeriodSchema),
    dates: v.optional(v.array(DatedHoursSchema)),
    workCalendar: v.optional(v.boolean()),
    holidayPeriods: v.optional(v.array(PeriodSchema)),
  }),
]);
export type Hours = v.InferOutput<typeof HoursSchema>;

/**
 * Public holidays and worked weekend days up to and including `through`. Later dates are unknown.
 */
export const WorkCalendarSchema = v.strictObject({
  through: DateSchema,
  holidays: v.array(v.strictObject({ date: DateSchema, name: v.optional(TextSchema) })),
  workdays: v.array(DateSchema),
});
export type WorkCalendar = v.InferOutput<typeof WorkCalendarSchema>;

import * as v from 'valibot';

const instant = v.pipe(v.string(), v.isoTimestamp());

/** A stretch of time in which a callback is made. */
export const WindowSchema = v.object({ from: instant, to: instant });
export type Window = v.InferOutput<typeof WindowSchema>;

/** The answer of `GET /v1/slots`: the windows of the member's own line that can be booked, soonest first. */
export const SlotsSchema = v.object({
  asOf: instant,
  /** IANA zone in which the line tells its time. */
  timeZone: v.string(),
  slots: v.array(
    v.object({
      ...WindowSchema.entries,
      /** Places left; full windows are listed with 0. */
      left: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
  ),
});
export type Slots = v.InferOutput<typeof SlotsSchema>;
export type Slot = Slots['slots'][number];

import * as v from 'valibot';

const instant = v.pipe(v.string(), v.isoTimestamp());

/** Start and end of a slot. */
export const WindowSchema = v.object({ from: instant, to: instant });
export type Window = v.InferOutput<typeof WindowSchema>;

/** The answer of `GET /v1/slots`: the slots of the member's line, earliest first. */
export const SlotsSchema = v.object({
  asOf: instant,
  /** IANA zone of the line. */
  timeZone: v.string(),
  slots: v.array(
    v.object({
      ...WindowSchema.entries,
      /** Number of callbacks that can still be booked. Full slots are listed with 0. */
      left: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
  ),
});
export type Slots = v.InferOutput<typeof SlotsSchema>;
export type Slot = Slots['slots'][number];

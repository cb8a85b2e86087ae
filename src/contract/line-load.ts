import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));

/** The body of `PUT /v1/lines/{id}/load`: what a phone system reports about its queue. */
export const LineLoadSchema = v.strictObject({
  /** Number of callers who wait. */
  waiting: count,
  /** Number of agents on duty, including those on a call. */
  agents: count,
  /** Expected wait in minutes: [minimum, maximum]. If absent, the desk estimates it. */
  waitMinutes: v.optional(
    v.pipe(
      v.tuple([count, count]),
      v.check(([min, max]) => min <= max, 'expected [minimum, maximum]'),
    ),
  ),
});
export type LineLoad = v.InferOutput<typeof LineLoadSchema>;

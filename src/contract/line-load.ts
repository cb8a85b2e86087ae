import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));

/** The body of `PUT /v1/lines/{id}/load`: what a phone system knows of its own queue. */
export const LineLoadSchema = v.strictObject({
  /** Callers who wait. */
  waiting: count,
  /** Agents who take calls, on a call or not. */
  agents: count,
  /** Expected wait, [least, most] in minutes; reckoned from the other two where absent. */
  waitMinutes: v.optional(
    v.pipe(
      v.tuple([count, count]),
      v.check(([least, most]) => least <= most, 'expected the least before the most'),
    ),
  ),
});
export type LineLoad = v.InferOutput<typeof LineLoadSchema>;

import * as v from 'valibot';

/**
 * The answer of `POST /v1/briefs`, whose body is a Brief: six digits that the member tells the
 * agent.
 */
export const BriefCodeSchema = v.object({
  code: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
});
export type BriefCode = v.InferOutput<typeof BriefCodeSchema>;

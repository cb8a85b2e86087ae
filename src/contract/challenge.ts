import * as v from 'valibot';

/**
 * The answer of `GET /v1/challenge`: work by which a guest shows that a request is worth something to
 * them, while very many come. See `core/proof-of-work.ts` for what is to be solved.
 */
export const ChallengeSchema = v.object({
  challenge: v.pipe(v.string(), v.regex(/^[\x21-\x39\x3b-\x7e]{20,200}$/)),
  /** A solution of one of its puzzles makes a hash begin with so many zero bits. */
  bits: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24)),
  /** Until when the desk takes the proof. */
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
});
export type Challenge = v.InferOutput<typeof ChallengeSchema>;

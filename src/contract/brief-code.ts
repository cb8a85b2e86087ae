import * as v from 'valibot';
import { TicketSchema } from './ticket.ts';

/**
 * The answer of `POST /v1/briefs`, whose body is a Brief: six digits that the member tells the
 * agent.
 */
export const BriefCodeSchema = v.object({
  code: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
  /**
   * 256 random bits in base64url, for the device only: it follows the call, and opens its ticket.
   * Never read out.
   */
  key: v.string(),
});
export type BriefCode = v.InferOutput<typeof BriefCodeSchema>;

/** The answer of `GET /v1/briefs`: what has become of a code. */
export const BriefCallSchema = v.object({
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
  /** The ticket that an agent opened from the code. The key of the code is its key too. */
  ticket: v.optional(TicketSchema),
});
export type BriefCall = v.InferOutput<typeof BriefCallSchema>;

import * as v from 'valibot';
import { TextSchema } from './text.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());

/** The answer of `GET /v1/briefs/{code}`: what a phone system shows the agent whom it connects. */
export const BriefLookupSchema = v.object({
  createdAt: instant,
  expiresAt: instant,
  line: v.object({ id: v.string(), label: v.optional(TextSchema) }),
  /** Absent for a guest. */
  tier: v.optional(v.object({ id: v.string(), label: v.optional(TextSchema) })),
  /** Whether the shop has vouched for the member. */
  verified: v.boolean(),
  topic: v.optional(v.object({ id: v.string(), label: v.optional(TextSchema) })),
  order: v.optional(v.string()),
  /** By the member's clock. */
  occurredAt: v.optional(instant),
  note: v.optional(v.string()),
  /** Number of the ticket that an agent has opened from the code. */
  ticket: v.optional(v.string()),
});
export type BriefLookup = v.InferOutput<typeof BriefLookupSchema>;

import * as v from 'valibot';

/** Machine-readable codes of the desk's problem details. */
export const PROBLEM_CODES = [
  'invalid-body',
  'consent-changed',
  'phone-not-callable',
  'unknown-topic',
  'callbacks-unavailable',
  'idempotency-key-missing',
  'idempotency-key-reused',
  'too-many-for-number',
  'too-many-requests',
  'proof-required',
  'body-too-large',
  'unsupported-media-type',
  'not-found',
  'method-not-allowed',
  'unknown-slot',
  'slot-full',
  'not-cancellable',
  'not-reschedulable',
  'not-nudgeable',
  'not-ratable',
  'not-erasable',
  'not-ready',
  'not-reopenable',
  'not-reportable',
  'bad-signature',
  'token-not-accepted',
  'attachments-unavailable',
  'picture-not-readable',
  'attachments-full',
  'unknown-attachment',
  'unknown-inquiry',
  'inquiry-withdrawn',
  'inquiry-answered',
  'unavailable',
  'internal',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** RFC 9457 problem details. Never contains a submitted value. */
export const ProblemSchema = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.picklist(PROBLEM_CODES),
  /** Each error: an RFC 6901 JSON pointer into the body, and a machine-readable code. */
  errors: v.optional(
    v.array(v.object({ pointer: v.string(), code: v.string(), detail: v.optional(v.string()) })),
  ),
});
export type Problem = v.InferOutput<typeof ProblemSchema>;

import * as v from 'valibot';
import { AttachmentIdsSchema } from './attachment.ts';
import { LanguageSchema } from './text.ts';

const line = (max: number) => v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(max));

/** The brief: what a member prepares before a call. */
export const BriefSchema = v.strictObject({
  /** Id of one of the Contact's topics. */
  topic: v.optional(line(32)),
  order: v.optional(line(64)),
  /** When the problem happened, by the member's clock. Never used for ranking. */
  occurredAt: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  note: v.optional(line(1000)),
  /** Ids of screenshots, of `POST /v1/attachments`. Each is claimed once. */
  attachments: v.optional(AttachmentIdsSchema),
});
export type Brief = v.InferOutput<typeof BriefSchema>;

/** When to call: as soon as possible, or in the slot of `GET /v1/slots` that starts at `from`. */
export const WhenSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('asap') }),
  v.strictObject({ kind: v.literal('window'), from: v.pipe(v.string(), v.isoTimestamp()) }),
]);
export type When = v.InferOutput<typeof WhenSchema>;

/** The body of `POST /v1/callbacks`. The desk itself decides tier, priority and due time. */
export const CallbackRequestSchema = v.strictObject({
  ...BriefSchema.entries,
  /** As the member wrote it. The desk normalises it. Absent: the number in the member token. */
  phone: v.optional(line(40)),
  when: WhenSchema,
  urgent: v.optional(v.boolean(), false),
  senior: v.optional(v.boolean(), false),
  /** The member saw what PIPL article 17 requires and agreed. */
  consent: v.literal(true),
  /** To which version: `callback.consentVersion` of the Contact that the member saw. */
  consentVersion: v.optional(line(32)),
  /** The language of the call and of the passphrase. */
  language: v.optional(LanguageSchema, 'zh-CN'),
});
export type CallbackRequest = v.InferOutput<typeof CallbackRequestSchema>;
export type CallbackRequestInput = v.InferInput<typeof CallbackRequestSchema>;

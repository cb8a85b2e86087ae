import * as v from 'valibot';
import { AttachmentIdsSchema } from './attachment.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());

/** What an agent can ask a member to add to their ticket. */
export const INQUIRY_KINDS = ['screenshot', 'order', 'time', 'yes-no'] as const;
export const InquiryKindSchema = v.picklist(INQUIRY_KINDS);
export type InquiryKind = v.InferOutput<typeof InquiryKindSchema>;

/** The longest words of an agent with an inquiry, UTF-16 units. */
export const MAX_INQUIRY_TEXT = 80;

/** What an agent asks a member to add to their open ticket. */
export const InquirySchema = v.object({
  id: v.string(),
  kind: InquiryKindSchema,
  /** The agent's words: the question, or what is to be seen. */
  text: v.optional(v.string()),
  askedAt: instant,
  /** When the member answered. */
  answeredAt: v.optional(instant),
});
export type Inquiry = v.InferOutput<typeof InquirySchema>;

const inquiry = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64));

/** The body of `POST /v1/tickets/{number}/answers`. */
export const InquiryAnswerSchema = v.variant('kind', [
  v.strictObject({
    /** Its id. */
    inquiry,
    kind: v.literal('screenshot'),
    /** Ids of screenshots, of `POST /v1/attachments`. Each is claimed once. */
    attachments: v.pipe(AttachmentIdsSchema, v.minLength(1)),
  }),
  v.strictObject({
    inquiry,
    kind: v.literal('order'),
    order: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(64)),
  }),
  v.strictObject({ inquiry, kind: v.literal('time'), occurredAt: instant }),
  v.strictObject({ inquiry, kind: v.literal('yes-no'), yes: v.boolean() }),
  /** The member has none, or does not know. */
  v.strictObject({ inquiry, kind: v.literal('none') }),
]);
export type InquiryAnswer = v.InferOutput<typeof InquiryAnswerSchema>;

import * as v from 'valibot';

/** Types of pictures that a desk may take. What it keeps of them is always JPEG. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;

/** More cannot be claimed by one brief or callback, whatever the desk is set to. */
export const MAX_ATTACHMENTS = 5;

/** 128 random bits in base64url: whoever has it may claim the screenshot, once. */
export const AttachmentIdSchema = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));

/** Ids of screenshots that go with a brief, a callback or a ticket. */
export const AttachmentIdsSchema = v.pipe(
  v.array(AttachmentIdSchema),
  v.maxLength(MAX_ATTACHMENTS),
);

/** The answer of `POST /v1/attachments`: what the desk keeps of a screenshot. */
export const AttachmentSchema = v.object({
  id: AttachmentIdSchema,
  type: v.string(),
  /** In pixels. */
  width: v.number(),
  height: v.number(),
  bytes: v.number(),
  /** Unless a brief or a callback claims it before, it is deleted then. */
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
});
export type Attachment = v.InferOutput<typeof AttachmentSchema>;

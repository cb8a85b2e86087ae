import * as v from 'valibot';
import { BriefSchema } from './callback.ts';
import { LanguageSchema } from './text.ts';

const { attachments: _, ...facts } = BriefSchema.entries;

/** The body of `POST /v1/handoffs`: what the member's phone is to show beside the number. */
export const HandoffRequestSchema = v.strictObject({
  ...facts,
  /** The code of `POST /v1/briefs`, if the member has one. */
  code: v.optional(v.pipe(v.string(), v.regex(/^\d{6}$/))),
  /** The language of the page. */
  language: v.optional(LanguageSchema, 'zh-CN'),
});
export type HandoffRequest = v.InferOutput<typeof HandoffRequestSchema>;
export type HandoffRequestInput = v.InferInput<typeof HandoffRequestSchema>;

/** The answer of `POST /v1/handoffs`. */
export const HandoffSchema = v.object({
  /** The page's address, relative to that of the desk: `h/` and 256 random bits in base64url. */
  url: v.string(),
  /** Ten minutes ahead. */
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
});
export type Handoff = v.InferOutput<typeof HandoffSchema>;

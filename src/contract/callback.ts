import * as v from 'valibot';
import { LanguageSchema } from './text.ts';

const line = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(most));

/** What a member has at hand before they call. */
export const BriefSchema = v.strictObject({
  /** Id of one of the Contact's topics. */
  topic: v.optional(line(32)),
  order: v.optional(line(64)),
  /** When it happened, as the member's clock tells it; never used to rank. */
  occurredAt: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  note: v.optional(line(1000)),
});
export type Brief = v.InferOutput<typeof BriefSchema>;

/** As soon as the promise allows, or within the window of `GET /v1/slots` that begins at `from`. */
export const WhenSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('asap') }),
  v.strictObject({ kind: v.literal('window'), from: v.pipe(v.string(), v.isoTimestamp()) }),
]);
export type When = v.InferOutput<typeof WhenSchema>;

/** The body of `POST /v1/callbacks`. It carries no tier, no priority and no time that matters: those are the desk's. */
export const CallbackRequestSchema = v.strictObject({
  ...BriefSchema.entries,
  /** As the member wrote it; the desk normalises it. */
  phone: line(40),
  when: WhenSchema,
  urgent: v.optional(v.boolean(), false),
  senior: v.optional(v.boolean(), false),
  /** The member was shown the facts of PIPL article 17 and agreed. */
  consent: v.literal(true),
  /** The language the member is called in, and of the passphrase. */
  language: v.optional(LanguageSchema, 'zh-CN'),
});
export type CallbackRequest = v.InferOutput<typeof CallbackRequestSchema>;
export type CallbackRequestInput = v.InferInput<typeof CallbackRequestSchema>;

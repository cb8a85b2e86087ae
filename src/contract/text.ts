import * as v from 'valibot';

/** The languages of the widget. */
export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LanguageSchema = v.picklist(LANGUAGES);

const words = v.pipe(v.string(), v.nonEmpty(), v.maxLength(500));

/**
 * Text for people: one string for all languages, or one per language with `zh-CN` as the fallback.
 */
export const TextSchema = v.union([
  words,
  v.strictObject({ 'zh-CN': words, 'zh-TW': v.optional(words), en: v.optional(words) }),
]);
export type Text = v.InferOutput<typeof TextSchema>;

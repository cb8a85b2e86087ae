import * as v from 'valibot';

/** The languages the widget speaks. */
export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LanguageSchema = v.picklist(LANGUAGES);

const words = v.pipe(v.string(), v.nonEmpty(), v.maxLength(500));

/** Words for people: one string for every language, or one per language with `zh-CN` as the one to fall back on. */
export const TextSchema = v.union([
  words,
  v.strictObject({ 'zh-CN': words, 'zh-TW': v.optional(words), en: v.optional(words) }),
]);
export type Text = v.InferOutput<typeof TextSchema>;

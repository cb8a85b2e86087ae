import type { Language, Text } from '../contract/text.ts';

/** The words in the wanted language, or in simplified Chinese where that one is missing. */
export function pickText(text: Text, language: Language): string {
  return typeof text === 'string' ? text : (text[language] ?? text['zh-CN']);
}

/**
 * The first BCP 47 tag that names a language the widget speaks; `zh-CN` where none does. Chinese written in
 * traditional characters, or of Hong Kong, Macao or Taiwan with no script named, is `zh-TW`.
 */
export function matchLanguage(tags: readonly (string | null | undefined)[]): Language {
  const tag = tags.find((candidate) => /^(en|zh)([-_]|$)/i.test(`${candidate}`)) ?? 'zh';
  if (/^en/i.test(tag)) return 'en';
  return /^zh.(?!hans)(.*[-_])?(hant|tw|hk|mo)([-_]|$)/i.test(tag) ? 'zh-TW' : 'zh-CN';
}

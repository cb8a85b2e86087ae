import type { Language, Text } from '../contract/text.ts';

/**
 * The text in a language. Falls back to simplified Chinese if the text has no such translation.
 * @example pickText({ 'zh-CN': '您好', en: 'Hello' }, 'en') // 'Hello'
 */
export function pickText(text: Text, language: Language): string {
  return typeof text === 'string' ? text : (text[language] ?? text['zh-CN']);
}

/**
 * The widget's language for the first BCP 47 tag that it supports; `zh-CN` if it supports none.
 * Chinese in traditional script is `zh-TW`, and so is Chinese of Hong Kong, Macao or Taiwan if the
 * tag names no script.
 * @example matchLanguage(['fr', 'zh-HK']) // 'zh-TW'
 */
export const matchLanguage = (tags: readonly (string | null | undefined)[]): Language => {
  const tag = tags.find((candidate) => /^(en|zh)([-_]|$)/i.test(candidate as string)) ?? 'zh';
  if (/^en/i.test(tag)) return 'en';
  return /^zh.(?!hans)(.*[-_])?(hant|tw|hk|mo)([-_]|$)/i.test(tag) ? 'zh-TW' : 'zh-CN';
};

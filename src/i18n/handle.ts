import type { Language } from '../contract/text.ts';

/** The name of the handle that is left of a pill which is tucked away. */
export const HANDLE_WORDS: Readonly<Record<Language, string>> = {
  'zh-CN': '展开客服热线',
  'zh-TW': '展開客服熱線',
  en: 'Show the hotline',
};

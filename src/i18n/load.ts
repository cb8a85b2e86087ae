import type { Language } from '../contract/text.ts';
import type { Messages } from './zh-CN.ts';

const languages: Record<Language, () => Promise<{ messages: Messages }>> = {
  'zh-CN': () => import('./zh-CN.ts'),
  'zh-TW': () => import('./zh-TW.ts'),
  en: () => import('./en.ts'),
};

/** Loads the texts of the panel in one language. Each file is fetched once. */
export const loadMessages = (language: Language): Promise<{ messages: Messages }> =>
  languages[language]();

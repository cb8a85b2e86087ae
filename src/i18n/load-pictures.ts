import type { Language } from '../contract/text.ts';
import type { PictureMessages } from './pictures-zh-CN.ts';

/** The files of the texts of screenshots. */
const FILES: Record<Language, () => Promise<{ pictureMessages: PictureMessages }>> = {
  'zh-CN': () => import('./pictures-zh-CN.ts'),
  'zh-TW': () => import('./pictures-zh-TW.ts'),
  en: () => import('./pictures-en.ts'),
};

/** Loads the texts of screenshots in a language. Rejects if their file does not load. */
export const loadPictureMessages = async (language: Language): Promise<PictureMessages> =>
  (await FILES[language]()).pictureMessages;

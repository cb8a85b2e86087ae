import type { Language } from '../contract/text.ts';
import type { CallPreviewMessages } from './call-preview-zh-CN.ts';

/** The files of the texts about a call that comes now. */
const FILES: Record<Language, () => Promise<{ callPreviewMessages: CallPreviewMessages }>> = {
  'zh-CN': () => import('./call-preview-zh-CN.ts'),
  'zh-TW': () => import('./call-preview-zh-TW.ts'),
  en: () => import('./call-preview-en.ts'),
};

/** Loads the texts about a call that comes now. Rejects if their file does not load. */
export const loadCallPreviewMessages = async (language: Language): Promise<CallPreviewMessages> =>
  (await FILES[language]()).callPreviewMessages;

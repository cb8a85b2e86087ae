import type { Language } from '../contract/text.ts';
import type { InquiryMessages } from './inquiries-zh-CN.ts';

/** The files of the texts of inquiries. */
const FILES: Record<Language, () => Promise<{ inquiryMessages: InquiryMessages }>> = {
  'zh-CN': () => import('./inquiries-zh-CN.ts'),
  'zh-TW': () => import('./inquiries-zh-TW.ts'),
  en: () => import('./inquiries-en.ts'),
};

/** Loads the texts of inquiries in a language. Rejects if their file does not load. */
export const loadInquiryMessages = async (language: Language): Promise<InquiryMessages> =>
  (await FILES[language]()).inquiryMessages;

import type { ConsoleLanguage } from '../parts/context.ts';
import { messages as en } from './en.ts';
import { messages as zh, type Messages } from './zh-CN.ts';

const LANGUAGES: Readonly<Record<ConsoleLanguage, Messages>> = { 'zh-CN': zh, en };

/**
 * Texts of the console in one language. The bundle holds both languages: agents are few and keep the
 * console open for hours, so loading one later would save nothing.
 */
export const messagesOf = (language: ConsoleLanguage): Messages => LANGUAGES[language];

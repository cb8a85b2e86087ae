import type { ConsoleLanguage } from '../parts/context.ts';
import { messages as en } from './en.ts';
import { messages as zh, type Messages } from './zh-CN.ts';

const LANGUAGES: Readonly<Record<ConsoleLanguage, Messages>> = { 'zh-CN': zh, en };

/** The console's words in one language. Both come with the console: agents are few, and stay for hours. */
export const messagesOf = (language: ConsoleLanguage): Messages => LANGUAGES[language];

import type { Language } from '../contract/text.ts';

/**
 * The few words every visitor downloads, in all languages: hotline | open | answered within | closed | opens | callback.
 * `#` stands for a number or a time.
 */
const WORDS: Record<Language, string> = {
  'zh-CN': '客服热线|正在接听|# 分钟内接听|已下班|# 开始接听|预约回电',
  'zh-TW': '客服熱線|正在接聽|# 分鐘內接聽|已下班|# 開始接聽|預約回電',
  en: 'Hotline|Open now|Answered in # min|Closed|Opens #|Get a callback',
};

type LauncherWords = [
  hotline: string,
  open: string,
  within: string,
  closed: string,
  opens: string,
  callback: string,
];

export const launcherWords = (language: Language): LauncherWords =>
  WORDS[language].split('|') as LauncherWords;

import type { Language } from '../contract/text.ts';

/**
 * The few words every visitor downloads, in all languages: hotline | open | closed | answered within | wait | opens | callback | unreachable.
 * `#` stands for a number or a time.
 */
const WORDS: Record<Language, string> = {
  'zh-CN': '客服热线|正在接听|已下班|# 分钟内接听|约等 #–# 分钟|# 开始接听|预约回电|暂时连不上，点此重试',
  'zh-TW': '客服熱線|正在接聽|已下班|# 分鐘內接聽|約等 #–# 分鐘|# 開始接聽|預約回電|暫時連不上，點此重試',
  en: 'Service hotline|Open now|Closed|Answered within # min|Wait #–# min|Opens #|Get a callback|Out of reach, try again',
};

type LauncherWords = [hotline: string, open: string, closed: string, within: string, wait: string, opens: string, callback: string, unreachable: string];

export const launcherWords = (language: Language): LauncherWords => WORDS[language].split('|') as LauncherWords;

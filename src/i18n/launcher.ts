import type { Language } from '../contract/text.ts';

/**
 * The words of the launcher. Every visitor downloads them in all languages. `#` stands for a number
 * or a time.
 */
interface LauncherWords {
  readonly hotline: string;
  readonly open: string;
  readonly wait: string;
  readonly closed: string;
  readonly opens: string;
  readonly callback: string;
}

export const LAUNCHER_WORDS: Readonly<Record<Language, LauncherWords>> = {
  'zh-CN': {
    hotline: '客服热线',
    open: '正在接听',
    wait: '约等 # 分钟',
    closed: '已下班',
    opens: '# 开始接听',
    callback: '预约回电',
  },
  'zh-TW': {
    hotline: '客服熱線',
    open: '正在接聽',
    wait: '約等 # 分鐘',
    closed: '已下班',
    opens: '# 開始接聽',
    callback: '預約回電',
  },
  en: {
    hotline: 'Hotline',
    open: 'Open now',
    wait: 'Wait about # min',
    closed: 'Closed',
    opens: 'Opens #',
    callback: 'Get a callback',
  },
};

/**
 * The words of the launcher in one language. Destructure the result where you call this: the build
 * replaces the object by a list, and the property names by positions.
 */
export const launcherWords = (language: Language): LauncherWords => LAUNCHER_WORDS[language];

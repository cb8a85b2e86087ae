import type { Language } from '../../../src/contract/text.ts';

/** What agents of card shops tell members most often, in the member's language. */
export const CONCLUSIONS: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': ['已补发', '已退款', '已到账，请重新查看', '正在处理，有结果会再联系您'],
  'zh-TW': ['已補發', '已退款', '已到帳，請重新查看', '正在處理，有結果會再聯絡您'],
  en: [
    'Sent again',
    'Refunded',
    'It has arrived, please look again',
    'We are working on it and will contact you',
  ],
};

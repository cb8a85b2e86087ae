import type { Text } from '../../src/contract/text.ts';

/**
 * That a line is paused, and until about when, as members read it on the pill and in the panel.
 * @param opensAt when it opens again, with the offset of the line's zone; undefined when unknown
 * @param now the present instant, in the same form
 * @example pausedWords('2026-11-21T15:30:00.000+08:00', '2026-11-21T14:30:00.000+08:00')
 * // { 'zh-CN': '暂停接听，约 15:30 恢复', … }
 */
export function pausedWords(opensAt: string | undefined, now: string): Exclude<Text, string> {
  const [, date = '', month = '', day = '', time = ''] =
    /^(\d+-0?(\d+)-0?(\d+))T(.{5})/.exec(opensAt ?? '') ?? [];
  if (!time) return { 'zh-CN': '暂停接听', 'zh-TW': '暫停接聽', en: 'Paused' };
  const when = now.startsWith(date) ? time : `${month}/${day} ${time}`;
  return {
    'zh-CN': `暂停接听，约 ${when} 恢复`,
    'zh-TW': `暫停接聽，約 ${when} 恢復`,
    en: `Paused, back about ${when}`,
  };
}

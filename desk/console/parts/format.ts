import { MINUTE } from '../../../src/core/time.ts';
import { formatWhen } from '../../../src/i18n/when.ts';
import type { Messages } from '../i18n/zh-CN.ts';

export { formatTicketNumber } from '../../../src/core/ticket-number.ts';

// Cached: creating a formatter costs about a hundred times a use, and a queue shows hundreds of
// times.
const formatters = new Map<string, Intl.DateTimeFormat>();

const formatter = (
  language: string,
  timeZone: string,
  kind: 'time' | 'seconds' | 'date' | 'day',
): Intl.DateTimeFormat => {
  const key = `${language} ${timeZone} ${kind}`;
  let made = formatters.get(key);
  if (!made) {
    const options: Intl.DateTimeFormatOptions = {
      time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
      seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
      date: { dateStyle: 'long' },
      day: { month: 'short', day: 'numeric' },
    }[kind] as Intl.DateTimeFormatOptions;
    made = new Intl.DateTimeFormat(language, { timeZone, ...options });
    formatters.set(key, made);
  }
  return made;
};

/** "22:47" in a time zone. */
export const timeWords = (instant: number, language: string, timeZone: string): string =>
  formatter(language, timeZone, 'time').format(instant);

/** "22:47:05" in a time zone. */
export const secondsWords = (instant: number, language: string, timeZone: string): string =>
  formatter(language, timeZone, 'seconds').format(instant);

/** "2026年11月22日", "November 22, 2026". */
export const dateWords = (instant: number, language: string, timeZone: string): string =>
  formatter(language, timeZone, 'date').format(instant);

/** "11月22日", "Nov 22". */
export const dayWords = (instant: number, language: string, timeZone: string): string =>
  formatter(language, timeZone, 'day').format(instant);

/** "今天 22:47", "明天 09:00", "12月31日 09:00". */
export const whenWords = (
  instant: number,
  now: number,
  language: string,
  timeZone: string,
): string => formatWhen(instant, now, language, timeZone);

/** A duration (ms) in whole minutes, hours or days: "不到 1 分钟", "12 分钟", "1 小时 5 分钟", "3 天". */
export const durationWords = (ms: number, t: Messages): string => {
  const minutes = Math.floor(Math.abs(ms) / MINUTE);
  if (minutes < 1) return t.common.underMinute;
  if (minutes < 60) return t.common.minutes(minutes);
  if (minutes < 48 * 60) return t.common.hours(Math.floor(minutes / 60), minutes % 60);
  return t.common.days(Math.floor(minutes / 1440));
};

import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import { formatWhen } from '../../../src/i18n/when.ts';
import type { QueueRow } from '../../wire/queue.ts';
import { SOON_LATE_MS } from '../../wire/queue-order.ts';
import type { Messages } from '../i18n/zh-CN.ts';

export { formatTicketNumber } from '../../../src/core/ticket-number.ts';

// Making a formatter costs a hundred times what using it does, and a queue shows hundreds of times.
const formatters = new Map<string, Intl.DateTimeFormat>();

const formatter = (
  language: string,
  timeZone: string,
  kind: 'time' | 'date' | 'day',
): Intl.DateTimeFormat => {
  const key = `${language} ${timeZone} ${kind}`;
  let made = formatters.get(key);
  if (!made) {
    const options: Intl.DateTimeFormatOptions = {
      time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
      date: { dateStyle: 'long' },
      day: { month: 'short', day: 'numeric' },
    }[kind] as Intl.DateTimeFormatOptions;
    made = new Intl.DateTimeFormat(language, { timeZone, ...options });
    formatters.set(key, made);
  }
  return made;
};

/** "22:47" on the clock of a zone. */
export const timeWords = (instant: number, language: string, timeZone: string): string =>
  formatter(language, timeZone, 'time').format(instant);

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

/** A length of time (ms), in whole minutes: "不到 1 分钟", "12 分钟", "1 小时 5 分钟", "3 天". */
export const durationWords = (ms: number, t: Messages): string => {
  const minutes = Math.floor(Math.abs(ms) / MINUTE);
  if (minutes < 1) return t.common.underMinute;
  if (minutes < 60) return t.common.minutes(minutes);
  if (minutes < 48 * 60) return t.common.hours(Math.floor(minutes / 60), minutes % 60);
  return t.common.days(Math.floor(minutes / 1440));
};

/** How a promise stands. */
export interface TimeLeft {
  words: string;
  /** Of the promise used, 0 to 1; null where there is none, or it has not begun. */
  share: number | null;
  /** `later`: not to be called yet. `none`: no time was promised. */
  state: 'calm' | 'soon' | 'late' | 'later' | 'none';
}

/** What is left of a ticket's promise at `now` (the desk's clock), as a share and in words. */
export const timeLeft = (
  row: Pick<QueueRow, 'createdAt' | 'dueAt' | 'notBefore' | 'window'>,
  now: number,
  t: Messages,
  language: string,
  timeZone: string,
): TimeLeft => {
  const { dueAt, notBefore, window } = row;
  const time = (instant: number) => timeWords(instant, language, timeZone);
  const day = (instant: number) =>
    Math.abs(instant - now) < DAY && sameDay(instant, now, timeZone)
      ? ''
      : `${whenWords(instant, now, language, timeZone).replace(/ [^ ]*$/, '')} `;
  if (notBefore !== null && now < notBefore) {
    const words = window
      ? t.common.booked(`${day(window.from)}${time(window.from)}–${time(window.to)}`)
      : t.common.notBefore(whenWords(notBefore, now, language, timeZone));
    return { words, share: null, state: 'later' };
  }
  if (dueAt === null) return { words: t.common.noPromise, share: null, state: 'none' };
  const left = dueAt - now;
  if (left < 0) return { words: t.common.late(durationWords(left, t)), share: 1, state: 'late' };
  const start = notBefore ?? row.createdAt;
  const share = dueAt > start ? Math.min(1, Math.max(0, (now - start) / (dueAt - start))) : 1;
  const words = window
    ? t.common.bookedNow(`${time(window.from)}–${time(window.to)}`, durationWords(left, t))
    : t.common.left(durationWords(left, t));
  return { words, share, state: left < SOON_LATE_MS ? 'soon' : 'calm' };
};

const sameDay = (a: number, b: number, timeZone: string): boolean =>
  dayWords(a, 'en', timeZone) === dayWords(b, 'en', timeZone);

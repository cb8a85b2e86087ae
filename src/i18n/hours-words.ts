import type { ContactLine } from '../contract/contact.ts';
import type { Messages } from './zh-CN.ts';

/** A Monday, epoch ms. */
const MONDAY = Date.UTC(2024, 0, 1, 12);

/**
 * The weekly hours of a line in words. Empty for a line without weekly hours.
 * @example hoursWords(line.hours, messages, 'zh-CN') // '周一至周五 09:00–18:00 · 周六 10:00–16:00'
 */
export const hoursWords = (hours: ContactLine['hours'], m: Messages, language: string): string => {
  if (hours === '24x7') return m.allDay;
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const name = (day: number) => weekday.format(MONDAY + (day - 1) * 86_400_000);
  return hours
    .map(({ days, periods }) => {
      const [first = 1] = days;
      const last = days[days.length - 1] ?? 1;
      const range = last - first === days.length - 1 && days.length > 2;
      const which =
        days.length > 6
          ? m.everyDay
          : range
            ? m.dayRange(name(first), name(last))
            : days.map(name).join(m.listOf);
      return `${which} ${periods.map(({ from, to }) => `${from}–${to}`).join(m.listOf)}`;
    })
    .join(' · ');
};

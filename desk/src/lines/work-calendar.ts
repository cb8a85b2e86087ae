import chineseDays from 'chinese-days';
import type { WorkCalendar } from '../../../src/contract/hours.ts';
import { dateOfDay, dayOfDate } from '../../../src/core/zone.ts';

/**
 * The State Council publishes each year's holidays late in the year before, and the New Year
 * holiday may begin on 29 December (as in 2007 and 2018). Until the next notice is published, the
 * last three days of a year are unknown.
 */
const KNOWN_THROUGH = '12-28';

interface SpecialDay {
  date: string;
  work: boolean;
  name: string;
}

/** The days of a year that differ from an ordinary week. */
function specialDays(year: number): SpecialDay[] {
  const days: SpecialDay[] = [];
  for (let day = dayOfDate(`${year}-01-01`); day < dayOfDate(`${year + 1}-01-01`); day++) {
    const { date, work, name } = chineseDays.getDayDetail(dateOfDay(day));
    // A day in the data is named `National Day,国庆节,3`. Any other has the name of its weekday, and
    // its `work` is a guess.
    const [, chineseName] = name.split(',');
    if (chineseName) days.push({ date, work, name: chineseName });
  }
  return days;
}

/**
 * China's public holidays and worked weekend days (调休) from a year on, as far as they are
 * published.
 * @returns undefined when not even that year is published
 */
export function chineseWorkCalendar(firstYear: number): WorkCalendar | undefined {
  const days: SpecialDay[] = [];
  let year = firstYear;
  for (let found = specialDays(year); found.length; found = specialDays(++year))
    days.push(...found);
  if (!days.length) return undefined;
  return {
    through: `${year - 1}-${KNOWN_THROUGH}`,
    holidays: days.filter(({ work }) => !work).map(({ date, name }) => ({ date, name })),
    workdays: days.filter(({ work }) => work).map(({ date }) => date),
  };
}

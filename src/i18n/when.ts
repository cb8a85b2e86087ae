/** A calendar date of a zone as a day number, for comparing. */
const dayIn = (timeZone: string, instant: number): number => Date.parse(new Date(instant).toLocaleDateString('en-US', { timeZone }) + ' UTC') / 86_400_000;

/**
 * An instant as people say it, on the clock of a zone: "今天 22:47", "明天 09:00", "周三 09:00", "12月31日 09:00".
 * @param instant, now epoch ms
 */
export const formatWhen = (instant: number, now: number, language: string, timeZone: string): string => {
  const days = dayIn(timeZone, instant) - dayIn(timeZone, now);
  const say = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone, ...options }).format(instant);
  const day =
    Math.abs(days) < 2 ? new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day') : say(days > 0 && days < 7 ? { weekday: 'short' } : { month: 'short', day: 'numeric' });
  return `${day} ${say({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`;
};

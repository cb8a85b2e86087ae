/**
 * An instant as people say it, on the clock of a zone: "今天 22:47", "明天 09:00", "周三 09:00", "12月31日 09:00".
 * @param instant, now epoch ms
 * @throws RangeError for what is no instant or no zone
 */
export const formatWhen = (
  instant: number,
  now: number,
  language: string,
  timeZone: string,
): string =>
  `${formatDay(instant, now, language, timeZone)} ${formatTime(instant, language, timeZone)}`;

/** An instant, ISO 8601, on the member's own clock. */
export const formatOwnTime = (instant: string, language: string): string =>
  formatWhen(
    Date.parse(instant),
    Date.now(),
    language,
    Intl.DateTimeFormat().resolvedOptions().timeZone,
  );

/** The time of day alone: "22:47". */
export const formatTime = (instant: number, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant);

/** The day alone: "今天", "周三", "12月31日". */
export const formatDay = (
  instant: number,
  now: number,
  language: string,
  timeZone: string,
): string => {
  const say = (at: number, locale: string, options?: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(at);
  /** The date on that clock as a day number, for comparing. */
  const dayOf = (at: number): number => Date.parse(`${say(at, 'en-US')} UTC`) / 86_400_000;
  const days = dayOf(instant) - dayOf(now);
  return Math.abs(days) < 2
    ? new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day')
    : say(
        instant,
        language,
        days > 0 && days < 7 ? { weekday: 'short' } : { month: 'short', day: 'numeric' },
      );
};

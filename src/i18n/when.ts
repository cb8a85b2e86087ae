/**
 * Formats an instant in a zone; in that of the device if none is given. A device may be in a zone
 * that Intl does not know: its own clock still knows how far that is from UTC.
 * @throws {RangeError} for an invalid instant or an unknown zone
 */
export const sayAt = (
  instant: number,
  language: string,
  timeZone: string | undefined,
  options: Intl.DateTimeFormatOptions = {},
): string => {
  try {
    return new Intl.DateTimeFormat(language, { ...options, timeZone }).format(instant);
  } catch (error) {
    if (timeZone !== undefined) throw error;
    const local = instant - new Date(instant).getTimezoneOffset() * 60_000;
    return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(local);
  }
};

/**
 * An instant as people say it, on the clock of a zone, or of the device.
 * @param instant epoch ms
 * @param now epoch ms
 * @throws {RangeError} for an invalid instant or an unknown zone
 * @example formatWhen(now + 86_400_000, now, 'zh-CN', 'Asia/Shanghai') // '明天 09:00'
 * @example formatWhen(now + 86_400_000, now, 'en', 'Asia/Shanghai') // 'tomorrow at 09:00'
 */
export const formatWhen = (
  instant: number,
  now: number,
  language: string,
  timeZone: string | undefined,
): string =>
  `${formatDay(instant, now, language, timeZone)}${language === 'en' ? ' at ' : ' '}${formatTime(instant, language, timeZone)}`;

/** Like {@link formatWhen}, for an ISO 8601 instant on the clock of the device. */
export const formatOwnTime = (instant: string, now: number, language: string): string =>
  formatWhen(Date.parse(instant), now, language, undefined);

/** The time of day: `22:47`. */
export const formatTime = (
  instant: number,
  language: string,
  timeZone: string | undefined,
): string =>
  sayAt(instant, language, timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

/** The day relative to `now`: `今天`, `周三`, `12月31日`. */
export const formatDay = (
  instant: number,
  now: number,
  language: string,
  timeZone: string | undefined,
): string => {
  const say = (at: number, locale: string, options?: Intl.DateTimeFormatOptions): string =>
    sayAt(at, locale, timeZone, options);
  /** Days from 1970-01-01 to the date in the zone. */
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

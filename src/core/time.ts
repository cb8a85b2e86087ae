/**
 * Durations in milliseconds. `DAY` is 24 hours; days on which the clocks change are longer or
 * shorter.
 */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * An instant (epoch ms) as the contract writes it: ISO 8601 in UTC, with milliseconds.
 * @throws {RangeError} if the instant is not a valid date
 * @example iso(0) // '1970-01-01T00:00:00.000Z'
 */
export const iso = (instant: number): string => new Date(instant).toISOString();

/**
 * Whether an ISO date (`YYYY-MM-DD`) exists. `Date.parse` reads 31 February as 3 March.
 * @example isDate('2026-02-31') // false
 */
export const isDate = (date: string): boolean => {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && iso(time).startsWith(date);
};

/**
 * The instant (epoch ms) that an ISO 8601 text names; undefined if its date does not exist.
 * @example instantFrom('2026-02-31T00:00:00Z') // undefined
 */
export const instantFrom = (text: string): number | undefined => {
  const time = Date.parse(text);
  return isDate(text.slice(0, 10)) && !Number.isNaN(time) ? time : undefined;
};

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

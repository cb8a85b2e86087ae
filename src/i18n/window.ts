import type { Window } from '../contract/slots.ts';
import { formatDay, formatTime } from './when.ts';

/**
 * A slot as people say it: `明天 14:00–14:30`.
 * @param now epoch ms
 * @throws {RangeError} for a slot with an invalid instant, and for an unknown zone
 */
export const formatWindow = (
  { from, to }: Window,
  now: number,
  language: string,
  timeZone: string | undefined,
): string => {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return `${formatDay(start, now, language, timeZone)} ${formatTime(start, language, timeZone)}–${formatTime(end, language, timeZone)}`;
};

import type { Window } from '../contract/slots.ts';
import { formatTime, formatWhen } from './when.ts';

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
): string =>
  `${formatWhen(Date.parse(from), now, language, timeZone)}–${formatTime(Date.parse(to), language, timeZone)}`;

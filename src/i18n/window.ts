import type { Window } from '../contract/slots.ts';
import { formatTime, formatWhen } from './when.ts';

/**
 * A window as people say it: "明天 14:00–14:30".
 * @param now epoch ms
 * @throws RangeError for what holds no instants, or no zone
 */
export const formatWindow = (
  { from, to }: Window,
  now: number,
  language: string,
  timeZone: string,
): string =>
  `${formatWhen(Date.parse(from), now, language, timeZone)}–${formatTime(Date.parse(to), language, timeZone)}`;

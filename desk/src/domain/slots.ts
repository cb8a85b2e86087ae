import type { CallbackRequest } from '../../../src/contract/callback.ts';
import type { Config } from '../../../src/contract/config.ts';
import { schedule } from '../../../src/core/schedule.ts';
import { DAY, MINUTE } from '../../../src/core/time.ts';
import { instantOf, wallTime } from '../../../src/core/zone.ts';
import type { SlotToTake } from './change.ts';
import { lineHours, lineOf } from './line-hours.ts';

/** A window that can be booked, epoch ms. */
export interface SlotWindow {
  from: number;
  to: number;
}

/** When a line is open between two instants (epoch ms), as far as that is known. */
function* openStretches(
  shop: Config,
  line: string,
  from: number,
  to: number,
): Generator<SlotWindow> {
  const { hours, context } = lineHours(shop, line);
  if (hours === '24x7') {
    yield { from, to };
    return;
  }
  const { stateAt, openUntil, nextStart } = schedule(hours, context);
  let at: number | undefined = from;
  while (at !== undefined && at < to) {
    const until = openUntil(at, to);
    if (until > at) yield { from: at, to: until };
    // Past the end of the work calendar nothing is known.
    at = stateAt(until) === 'closed' ? nextStart(until, to) : undefined;
  }
}

/** The times of a day, epoch ms, at which windows of so many minutes begin. */
function* startsOf(day: number, minutes: number, timeZone: string): Generator<number> {
  const start = instantOf(timeZone, day * DAY);
  const isPlain =
    wallTime(timeZone, start) === day * DAY && instantOf(timeZone, (day + 1) * DAY) - start === DAY;
  for (let since = 0; since < DAY; since += minutes * MINUTE) {
    const from = isPlain ? start + since : instantOf(timeZone, day * DAY + since);
    // On a day on which the clocks are set: a time that they skip is no time to be called at.
    if (isPlain || wallTime(timeZone, from) === day * DAY + since) yield from;
  }
}

/**
 * The windows in which a callback on a line can be booked, soonest first: whole windows within open hours that begin at multiples of their length
 * after midnight on the line's clock, from `leadMinutes` ahead of `now` (epoch ms) until the end of the day `daysAhead` days from today. None where
 * the shop books none or has no such line.
 * @throws {RangeError} as `core/hours.ts` does
 */
export function slotWindows(shop: Config, line: string, now: number): SlotWindow[] {
  const rules = shop.callbacks?.slots;
  if (!rules || !lineOf(shop, line)) return [];
  const { timeZone } = lineHours(shop, line);
  const today = Math.floor(wallTime(timeZone, now) / DAY);
  const length = rules.minutes * MINUTE;
  const earliest = now + rules.leadMinutes * MINUTE;
  // The last window of the last day may end on the next.
  const open = [
    ...openStretches(
      shop,
      line,
      earliest,
      instantOf(timeZone, (today + rules.daysAhead + 1) * DAY) + length,
    ),
  ];
  const days = Array.from({ length: rules.daysAhead + 1 }, (_, index) => today + index);
  return days
    .flatMap((day) => [...startsOf(day, rules.minutes, timeZone)])
    .map((from) => ({ from, to: from + length }))
    .filter(({ from, to }) => open.some((stretch) => stretch.from <= from && to <= stretch.to));
}

/** The window of {@link slotWindows} that begins at `from` (epoch ms). */
export const slotAt = (
  shop: Config,
  line: string,
  from: number,
  now: number,
): SlotWindow | undefined => slotWindows(shop, line, now).find((window) => window.from === from);

/** The slot that a request asks for: undefined where it asks for none, `unknown-slot` where it asks for one that is not offered. */
export function requestedSlot(
  when: CallbackRequest['when'],
  shop: Config,
  line: string,
  now: number,
): SlotWindow | 'unknown-slot' | undefined {
  if (when.kind !== 'window') return undefined;
  return slotAt(shop, line, Date.parse(when.from), now) ?? 'unknown-slot';
}

/** What a ticket takes of a window: one of the places that the shop gives each. */
export function placeIn(
  shop: Config,
  line: string,
  { from }: Pick<SlotWindow, 'from'>,
): SlotToTake {
  return { line, startsAt: from, capacity: shop.callbacks?.slots?.capacity ?? 0 };
}

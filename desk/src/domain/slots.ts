import type { CallbackRequest } from '../../../src/contract/callback.ts';
import type { Config } from '../../../src/contract/config.ts';
import { schedule } from '../../../src/core/schedule.ts';
import { DAY, instantFrom, MINUTE } from '../../../src/core/time.ts';
import { instantOf, wallTime } from '../../../src/core/zone.ts';
import type { SlotToTake } from './change.ts';
import { lineHours, lineOf } from './line-hours.ts';

/** A period in which a callback can be booked, epoch ms. */
export interface Slot {
  from: number;
  to: number;
}

/** Periods between two instants (epoch ms) in which a line is open, as far as known. */
function* openStretches(shop: Config, line: string, from: number, to: number): Generator<Slot> {
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
    // After the end of the work calendar nothing is known.
    at = stateAt(until) === 'closed' ? nextStart(until, to) : undefined;
  }
}

/** Times of a day (epoch ms) at which slots of `minutes` minutes start. */
function* startsOf(day: number, minutes: number, timeZone: string): Generator<number> {
  const start = instantOf(timeZone, day * DAY);
  const isPlain =
    wallTime(timeZone, start) === day * DAY && instantOf(timeZone, (day + 1) * DAY) - start === DAY;
  for (let since = 0; since < DAY; since += minutes * MINUTE) {
    const from = isPlain ? start + since : instantOf(timeZone, day * DAY + since);
    // On days when the clocks change: skips times that do not exist.
    if (isPlain || wallTime(timeZone, from) === day * DAY + since) yield from;
  }
}

/**
 * All slots of a line, soonest first: those that lie wholly within open hours and start at a
 * multiple of their length after midnight on the line's clock, from `leadMinutes` after `now`
 * (epoch ms) until the end of the day `daysAhead` days from today. Empty when the shop offers no
 * slots or has no such line.
 * @throws {RangeError} as `core/hours.ts` does
 */
export function slotsOf(shop: Config, line: string, now: number): Slot[] {
  const rules = shop.callbacks?.slots;
  if (!rules || !lineOf(shop, line)) return [];
  const { timeZone } = lineHours(shop, line);
  const today = Math.floor(wallTime(timeZone, now) / DAY);
  const length = rules.minutes * MINUTE;
  const earliest = now + rules.leadMinutes * MINUTE;
  // The last slot of the last day may end on the next day.
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

/** The slot of {@link slotsOf} that starts at `from` (epoch ms); none for a date that is none. */
export const slotAt = (
  shop: Config,
  line: string,
  from: number | undefined,
  now: number,
): Slot | undefined => slotsOf(shop, line, now).find((slot) => slot.from === from);

/**
 * The slot that a request asks for: undefined for "as soon as possible", `unknown-slot` when it is
 * not offered.
 */
export function requestedSlot(
  when: CallbackRequest['when'],
  shop: Config,
  line: string,
  now: number,
): Slot | 'unknown-slot' | undefined {
  if (when.kind !== 'window') return undefined;
  return slotAt(shop, line, instantFrom(when.from), now) ?? 'unknown-slot';
}

/** The slot as the store takes a place in it. */
export function slotToTake(shop: Config, line: string, { from }: Pick<Slot, 'from'>): SlotToTake {
  return { line, startsAt: from, capacity: shop.callbacks?.slots?.capacity ?? 0 };
}

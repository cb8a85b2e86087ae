import type { Status } from '../contract/contact.ts';
import type { Hours } from '../contract/hours.ts';
import { statusAt } from './hours.ts';
import { zoneOf, type HoursContext } from './schedule.ts';
import { iso } from './time.ts';
import { localIso } from './zone.ts';

/**
 * The status of a line by its opening hours alone at an instant (epoch ms), as the contract writes
 * it: `open`, `closed`, or `unknown` after the end of the work calendar.
 * @throws {RangeError} whenever {@link statusAt} throws
 * @example statusByHours('24x7', { timeZone: 'Asia/Shanghai' }, 0)
 * // { state: 'open', asOf: '1970-01-01T00:00:00.000Z' }
 */
export function statusByHours(hours: Hours, context: HoursContext, now: number): Status {
  const status = statusAt(hours, context, now);
  const { state } = status;
  const asOf = iso(now);
  if (state === 'open')
    return {
      state,
      asOf,
      ...(status.closesAt !== undefined && { closesAt: iso(status.closesAt) }),
    };
  if (state === 'unknown') return { state, asOf };
  const { opensAt, reason } = status;
  return {
    state,
    asOf,
    ...(opensAt !== undefined && { opensAt: localIso(zoneOf(hours, context), opensAt) }),
    ...(reason !== undefined && { reason }),
  };
}

import type { Status } from '../contract/contact.ts';
import type { Hours } from '../contract/hours.ts';
import { statusAt } from './hours.ts';
import type { HoursContext } from './schedule.ts';
import { iso } from './time.ts';

/**
 * What the hours of a line alone say about it at an instant (epoch ms), in the form of the contract: `open`, `closed` or, where
 * the work calendar does not reach, `unknown`.
 * @throws {RangeError} as {@link statusAt} does
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
    ...(opensAt !== undefined && { opensAt: iso(opensAt) }),
    ...(reason !== undefined && { reason }),
  };
}

import type { Hours } from '../contract/hours.ts';
import { addOpenMinutes } from './hours.ts';
import type { HoursContext } from './hours.ts';

/** A callback as it is promised. */
export interface Promised {
  /** Epoch ms. */
  createdAt: number;
  /** The promise of the member's tier, in minutes. */
  promiseMinutes: number;
  urgent: boolean;
  senior: boolean;
  /** The share of the promise that remains, above 0 to 1; without a factor the mark changes nothing. */
  rules: { urgentFactor?: number | undefined; seniorFactor?: number | undefined };
  /** Of the line that calls back. */
  hours: Hours;
  context: HoursContext;
}

/**
 * When a callback is due (epoch ms): its promise, shortened by each factor that applies, rounded up to whole minutes,
 * at least one, and counted in open hours only. Undefined where {@link addOpenMinutes} cannot tell.
 * @throws {RangeError} for a promise or factor that is no positive number, and as {@link addOpenMinutes} does
 */
export function deadline({
  createdAt,
  promiseMinutes,
  urgent,
  senior,
  rules,
  hours,
  context,
}: Promised): number | undefined {
  const exact =
    promiseMinutes *
    ((urgent ? rules.urgentFactor : 1) ?? 1) *
    ((senior ? rules.seniorFactor : 1) ?? 1);
  if (!(exact > 0)) throw new RangeError('promise');
  // In binary 100 × 0.55 is a hair more than 55: what is that small makes no minute.
  return addOpenMinutes(hours, context, createdAt, Math.max(1, Math.ceil(exact - 1e-9)));
}

import type { Hours } from '../contract/hours.ts';
import { addOpenMinutes } from './hours.ts';
import type { HoursContext } from './hours.ts';

/** What the due time of a callback depends on. */
export interface Promised {
  /** When the callback was requested, epoch ms. */
  createdAt: number;
  /** The promise of the member's tier, in open minutes. */
  promiseMinutes: number;
  urgent: boolean;
  senior: boolean;
  /** Each factor is the share of the promise that remains (0 < factor <= 1). Absent: no change. */
  rules: { urgentFactor?: number | undefined; seniorFactor?: number | undefined };
  /** Opening hours of the line that calls back. */
  hours: Hours;
  context: HoursContext;
}

/**
 * The due time of a callback (epoch ms): `createdAt` plus the promise in open minutes. Each factor
 * that applies shortens the promise, which is then rounded up to whole minutes, at least one.
 * `undefined` if {@link addOpenMinutes} returns `undefined`.
 * @throws {RangeError} if the promise or a factor is not a positive number, and whenever
 *   {@link addOpenMinutes} throws
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
  if (!(exact > 0)) throw new RangeError('promise must be positive');
  // Floating-point error must not add a minute: 100 * 0.55 is slightly more than 55.
  return addOpenMinutes(hours, context, createdAt, Math.max(1, Math.ceil(exact - 1e-9)));
}

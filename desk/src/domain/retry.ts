import type { Config } from '../../../src/contract/config.ts';
import type { Hours } from '../../../src/contract/hours.ts';
import { deadline } from '../../../src/core/deadline.ts';
import { addOpenMinutes, statusAt, type HoursContext } from '../../../src/core/hours.ts';
import { isCallingTime, nextCallingTime } from '../../wire/calling-hours.ts';
import { AGREED_MS } from '../../wire/queue-order.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { lineHours } from './line-hours.ts';
import type { TicketRecord } from './ticket.ts';

/**
 * Minutes until the next attempt after the first and the second missed call. After the third it is
 * the next opening.
 */
const RETRY_MINUTES = [10, 60];

/** A ticket is closed after this many calls that did not reach the member. */
export const MAX_MISSED_CALLS = RETRY_MINUTES.length + 2;

/** For lines that never close: another time of day stands in for the next opening, ms. */
const HALF_DAY_MS = 12 * HOUR;

/** A scheduled call is due this many open minutes after its time. */
const MAX_DELAY_MINUTES = AGREED_MS / MINUTE;

/** When the line closes, or `now` when it is closed; 12 hours later when it is not known to close. */
function nextClosing(now: number, hours: Hours, context: HoursContext): number {
  const status = statusAt(hours, context, now);
  if (status.state === 'closed') return now;
  return status.state === 'open' && status.closesAt !== undefined
    ? status.closesAt
    : now + HALF_DAY_MS;
}

/**
 * When to call again a member who was not reached (epoch ms): 10 minutes after the first missed
 * call, an hour after the second, at the next opening after the third; if the line is closed then,
 * when it opens.
 * @param attempts Calls so far that did not reach the member, from 1
 * @param now Time of the last one, epoch ms
 * @returns undefined after the last attempt
 */
export function retryAt(
  attempts: number,
  now: number,
  hours: Hours,
  context: HoursContext,
): number | undefined {
  if (attempts >= MAX_MISSED_CALLS) return undefined;
  const minutes = RETRY_MINUTES[attempts - 1];
  const at = minutes === undefined ? nextClosing(now, hours, context) : now + minutes * MINUTE;
  return nextCallingTime(hours, context, at) ?? at;
}

/**
 * When a call that is scheduled for `at` (epoch ms) is due: {@link MAX_DELAY_MINUTES} open minutes
 * later, or after the promise of its tier if that is shorter. Null when the work calendar does not
 * reach that far.
 */
export function dueAfter(
  at: number,
  ticket: Pick<TicketRecord, 'line' | 'promiseMinutes'>,
  shop: Config,
): number | null {
  const { hours, context } = lineHours(shop, ticket.line);
  return (
    addOpenMinutes(hours, context, at, Math.min(MAX_DELAY_MINUTES, ticket.promiseMinutes)) ?? null
  );
}

/**
 * When a call is due that the member has agreed to for `at` (epoch ms). The minutes of
 * {@link dueAfter} count at any hour when the line is closed at that time.
 */
export function dueAgreed(
  at: number,
  ticket: Pick<TicketRecord, 'line' | 'promiseMinutes'>,
  shop: Config,
): number | null {
  const { hours, context } = lineHours(shop, ticket.line);
  return isCallingTime(hours, context, at)
    ? dueAfter(at, ticket, shop)
    : at + Math.min(MAX_DELAY_MINUTES, ticket.promiseMinutes) * MINUTE;
}

/**
 * When a call is due that is promised anew at `now` (epoch ms), as for a new ticket, but never later
 * than before. Null when the work calendar does not reach that far.
 */
export function dueFromNow(
  ticket: Pick<TicketRecord, 'line' | 'promiseMinutes' | 'urgent' | 'senior' | 'dueAt'>,
  now: number,
  shop: Config,
): number | null {
  const { promiseMinutes, urgent, senior } = ticket;
  const due = deadline({
    createdAt: now,
    promiseMinutes,
    urgent,
    senior,
    rules: shop.callbacks ?? {},
    ...lineHours(shop, ticket.line),
  });
  const dueAt = Math.min(due ?? Infinity, ticket.dueAt ?? Infinity);
  return Number.isFinite(dueAt) ? dueAt : null;
}

/**
 * When the next attempt would be (epoch ms) if a call made at `now` did not reach the member;
 * undefined if it were the last.
 */
export function nextTry(
  ticket: Pick<TicketRecord, 'line' | 'attempts'>,
  now: number,
  shop: Config,
): number | undefined {
  const { hours, context } = lineHours(shop, ticket.line);
  return retryAt(ticket.attempts + 1, now, hours, context);
}

import type { Config } from '../../../src/contract/config.ts';
import type { Hours } from '../../../src/contract/hours.ts';
import { addOpenMinutes, statusAt, type HoursContext } from '../../../src/core/hours.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { lineHours } from './line-hours.ts';
import type { TicketRecord } from './ticket.ts';

/** Minutes until a member who was not reached is tried again, after the first miss and after the second; after the third, at the next opening. */
const STEPS = [10, 60];

/** A ticket is given up with so many calls that did not reach the member: the first, and three more. */
export const MOST_MISSES = STEPS.length + 2;

/** A line that never closes has no next opening: another time of day stands for it. */
const HALF_A_DAY = 12 * HOUR;

/** A call at a time that was agreed, or announced as the next try, is made within so many open minutes of it. */
const LATITUDE_MINUTES = 30;

/** When the line opens next, after it has closed; half a day later where it does not close, or nobody knows when it opens. */
function nextOpening(now: number, hours: Hours, context: HoursContext): number {
  const status = statusAt(hours, context, now);
  const closed =
    status.state === 'open' && status.closesAt !== undefined
      ? statusAt(hours, context, status.closesAt)
      : status;
  return closed.state === 'closed' && closed.opensAt !== undefined
    ? closed.opensAt
    : now + HALF_A_DAY;
}

/**
 * When a member who has not been reached `attempts` times is tried again (epoch ms): 10 minutes after the first miss, an hour after the second, at
 * the next opening after the third; and where the line is closed by then, as soon as it opens. Undefined where that miss was the last.
 * @param now When the last call was missed, epoch ms
 */
export function retryAt(
  attempts: number,
  now: number,
  hours: Hours,
  context: HoursContext,
): number | undefined {
  if (attempts >= MOST_MISSES) return undefined;
  const minutes = STEPS[attempts - 1];
  if (minutes === undefined) return nextOpening(now, hours, context);
  const at = now + minutes * MINUTE;
  const status = statusAt(hours, context, at);
  return status.state === 'closed' ? (status.opensAt ?? at) : at;
}

/** When a call that comes no sooner than `at` is due: soon after it in open hours, in the tier's own promise where that is less. */
export function dueAfter(
  at: number,
  ticket: Pick<TicketRecord, 'line' | 'promiseMinutes'>,
  shop: Config,
): number | null {
  const { hours, context } = lineHours(shop, ticket.line);
  return (
    addOpenMinutes(hours, context, at, Math.min(LATITUDE_MINUTES, ticket.promiseMinutes)) ?? null
  );
}

/** When this member would be tried again if a call made now did not reach them; undefined where it would be the last. */
export function nextTry(
  ticket: Pick<TicketRecord, 'line' | 'attempts'>,
  now: number,
  shop: Config,
): number | undefined {
  const { hours, context } = lineHours(shop, ticket.line);
  return retryAt(ticket.attempts + 1, now, hours, context);
}

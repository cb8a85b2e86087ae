import type { Config } from '../../../src/contract/config.ts';
import { isOpen, isWaiting } from '../../../src/core/ticket-status.ts';
import { nextCallingTime, openLines } from '../../wire/calling-hours.ts';
import { isOutOfHours } from '../../wire/queue-order.ts';
import { lineHours } from './line-hours.ts';
import { statusBeforeClaim } from './steps.ts';
import { slotOf, type StoredTicket } from './ticket.ts';

/**
 * Whether the call of a ticket waits for its line to open at `now` (epoch ms), also while an agent
 * holds it: the time has come, but the line is closed and the member has not chosen this time.
 */
export function isKeptByHours(ticket: StoredTicket, shop: Config, now: number): boolean {
  const { status, notBefore } = ticket;
  if (!isOpen(status) || status === 'calling') return false;
  if (notBefore !== null && notBefore > now) return false;
  const planned = {
    ...ticket,
    status: isWaiting(status) ? status : statusBeforeClaim(ticket),
    window: slotOf(ticket),
  };
  return isOutOfHours(planned, now, openLines(shop, now));
}

/**
 * When the line opens for whose opening a ticket waits (epoch ms); undefined when it waits for none,
 * or none is known.
 */
export function opensAt(ticket: StoredTicket, shop: Config, now: number): number | undefined {
  if (!isKeptByHours(ticket, shop, now)) return undefined;
  const { hours, context } = lineHours(shop, ticket.line);
  return nextCallingTime(hours, context, now);
}

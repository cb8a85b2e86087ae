import { isOpen } from '../../../src/core/ticket-status.ts';
import type { TicketRecord } from './ticket.ts';

/**
 * Whether the promise of an open ticket is broken at `now` (epoch ms). A call that began by the due
 * time keeps it. A call due exactly now is still in time.
 */
export const isBroken = (
  { status, dueAt, callStartedAt }: Pick<TicketRecord, 'status' | 'dueAt' | 'callStartedAt'>,
  now: number,
): boolean =>
  isOpen(status) &&
  dueAt !== null &&
  dueAt < now &&
  (callStartedAt === null || callStartedAt > dueAt);

type FirstCall = Pick<TicketRecord, 'firstCallAt' | 'firstCallDueAt' | 'dueAt' | 'closedAt'>;

/** When the first call was or is due, epoch ms; null when there is no due time. */
export const firstCallDue = ({
  firstCallAt,
  firstCallDueAt,
  dueAt,
}: Omit<FirstCall, 'closedAt'>): number | null => (firstCallAt === null ? dueAt : firstCallDueAt);

/**
 * How the promise of a ticket's first call ends if nothing more happens: `kept` or not, and
 * `settledAt` (epoch ms), the time of the call when it was made in time, otherwise the due time.
 * @returns undefined when there is no due time, and when the ticket was closed before it without a
 * call
 */
export function settledPromise(
  ticket: FirstCall,
): { due: number; kept: boolean; settledAt: number } | undefined {
  const { firstCallAt, closedAt } = ticket;
  const due = firstCallDue(ticket);
  if (due === null) return undefined;
  if (firstCallAt !== null && firstCallAt <= due)
    return { due, kept: true, settledAt: firstCallAt };
  const wasClosedBefore = firstCallAt === null && closedAt !== null && closedAt < due;
  return wasClosedBefore ? undefined : { due, kept: false, settledAt: due };
}

/**
 * Whether the promise of a ticket's first call was kept, and when the call was due (epoch ms).
 * @returns undefined until the due time, and for the reasons of {@link settledPromise}
 */
export function firstPromise(
  ticket: FirstCall,
  now: number,
): { due: number; kept: boolean } | undefined {
  const settled = settledPromise(ticket);
  return settled && settled.due <= now ? { due: settled.due, kept: settled.kept } : undefined;
}

/** The order of the queue, and which tickets in it are callable, for later, late or
 * about to be late. Queue, wall, browser title, `tickets` command and metrics all count by these. */
import { MINUTE } from '../../src/core/time.ts';
import { isOpen, isWaiting } from '../../src/core/ticket-status.ts';
import type { QueueRow } from './queue.ts';

/** A promise with less time left than this is about to be late, ms. */
export const SOON_LATE_MS = 15 * MINUTE;

type Ordered = Pick<QueueRow, 'dueAt' | 'createdAt' | 'number'>;

/**
 * Compares two tickets by their place in the queue: earliest due time first, then the older ticket,
 * then the smaller number. Tickets without a due time (the work calendar does not reach that far)
 * come last. This is a total order, the same as the database's
 * `order by due_at nulls last, created_at, number`.
 * @example rows.sort(compareQueue)
 */
export function compareQueue(a: Ordered, b: Ordered): number {
  const [dueA, dueB] = [a.dueAt ?? Infinity, b.dueAt ?? Infinity];
  // Infinity - Infinity is NaN.
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  return a.createdAt - b.createdAt || (a.number < b.number ? -1 : a.number > b.number ? 1 : 0);
}

/** Whether no agent holds the ticket and the member may be called at `now` (epoch ms). */
export const isCallable = (
  { status, notBefore }: Pick<QueueRow, 'status' | 'notBefore'>,
  now: number,
): boolean => isWaiting(status) && (notBefore === null || notBefore <= now);

/**
 * Whether no agent holds the ticket and it waits for a later time: a booked slot, another attempt,
 * an agreed call. With {@link isCallable}, each ticket that nobody holds counts exactly once.
 */
export const isLater = (ticket: Pick<QueueRow, 'status' | 'notBefore'>, now: number): boolean =>
  isWaiting(ticket.status) && !isCallable(ticket, now);

/** Whether the promise is broken: due before `now` (epoch ms), and no call in progress. */
export const isLate = (
  { status, dueAt }: Pick<QueueRow, 'status' | 'dueAt'>,
  now: number,
): boolean => isOpen(status) && status !== 'calling' && dueAt !== null && dueAt < now;

/** Whether the promise will be broken within {@link SOON_LATE_MS} unless somebody calls. */
export const isSoonLate = (ticket: Pick<QueueRow, 'status' | 'dueAt'>, now: number): boolean =>
  !isLate(ticket, now) && isLate(ticket, now + SOON_LATE_MS);

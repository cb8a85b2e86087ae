import { isOpen, WAITING_STATUSES, type TicketRecord } from './ticket.ts';

/** A promise with less time left than this is about to be late. */
export const SOON_LATE_MS = 15 * 60_000;

/**
 * The one rule of the queue: the earliest promise first; of equal ones the older ticket, then the smaller number. Tickets without a due time,
 * which only a work calendar at its end makes, come last. A total order, the same as the database's `order by due_at nulls last, created_at, number`.
 */
export function compareQueue(
  a: Pick<TicketRecord, 'dueAt' | 'createdAt' | 'number'>,
  b: Pick<TicketRecord, 'dueAt' | 'createdAt' | 'number'>,
): number {
  const [dueA, dueB] = [a.dueAt ?? Infinity, b.dueAt ?? Infinity];
  // Infinity less itself is no number.
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  return a.createdAt - b.createdAt || (a.number < b.number ? -1 : a.number > b.number ? 1 : 0);
}

/** Whether nobody has taken it up and the member may be called now (epoch ms). */
export const isCallable = (
  { status, notBefore }: Pick<TicketRecord, 'status' | 'notBefore'>,
  now: number,
): boolean =>
  WAITING_STATUSES.some((waiting) => waiting === status) &&
  (notBefore === null || notBefore <= now);

/** Whether its promise is broken: due before `now` (epoch ms), and no call under way. */
export const isLate = (
  { status, dueAt }: Pick<TicketRecord, 'status' | 'dueAt'>,
  now: number,
): boolean => isOpen(status) && status !== 'calling' && dueAt !== null && dueAt < now;

/** Whether its promise will be broken within {@link SOON_LATE_MS} unless somebody calls. */
export const isSoonLate = (ticket: Pick<TicketRecord, 'status' | 'dueAt'>, now: number): boolean =>
  !isLate(ticket, now) && isLate(ticket, now + SOON_LATE_MS);

/** The order of the queue, and which tickets in it are callable, for later, late or
 * about to be late. Queue, wall, browser title, `tickets` command and metrics all count by these. */
import { MINUTE } from '../../src/core/time.ts';
import { isOpen, isWaiting } from '../../src/core/ticket-status.ts';
import { isOpenLine, type OpenLines } from './calling-hours.ts';
import type { QueueRow } from './queue.ts';

/** A promise with less time left than this is about to be late, ms. */
export const SOON_LATE_MS = 15 * MINUTE;

/** A call that a member agreed to is made within this time after it, whatever the hours, ms. */
export const AGREED_MS = 30 * MINUTE;

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

type Planned = Pick<QueueRow, 'status' | 'notBefore' | 'line' | 'window'>;

/**
 * Whether `now` (epoch ms) is a time that the member chose or agreed to: a booked slot, or an agreed
 * call for {@link AGREED_MS}.
 */
const isChosenTime = ({ status, notBefore, window }: Omit<Planned, 'line'>, now: number): boolean =>
  notBefore !== null &&
  notBefore <= now &&
  (window !== null ? now <= window.to : status === 'follow-up' && now <= notBefore + AGREED_MS);

/**
 * Whether a call at `now` (epoch ms) would come while the line is closed, at a time that the member
 * has not chosen.
 * @param open the lines that may call members at `now`
 */
export const isOutOfHours = (ticket: Planned, now: number, open: OpenLines): boolean =>
  !isOpenLine(open, ticket.line) && !isChosenTime(ticket, now);

const isDue = ({ status, notBefore }: Pick<Planned, 'status' | 'notBefore'>, now: number) =>
  isWaiting(status) && (notBefore === null || notBefore <= now);

/**
 * Whether no agent holds the ticket and the member may be called at `now` (epoch ms): its time has
 * come, and its line is open or the member chose this time.
 */
export const isCallable = (ticket: Planned, now: number, open: OpenLines): boolean =>
  isDue(ticket, now) && !isOutOfHours(ticket, now, open);

/** Whether a ticket whose time has come waits for its line to open. */
export const waitsForOpening = (ticket: Planned, now: number, open: OpenLines): boolean =>
  isDue(ticket, now) && isOutOfHours(ticket, now, open);

/**
 * Whether no agent holds the ticket and it waits for a later time: a booked slot, another attempt,
 * an agreed call. With {@link isCallable} and {@link waitsForOpening}, each ticket that nobody holds
 * counts exactly once.
 */
export const isLater = (ticket: Pick<QueueRow, 'status' | 'notBefore'>, now: number): boolean =>
  isWaiting(ticket.status) && !isDue(ticket, now);

/** Whether the promise is broken: due before `now` (epoch ms), and no call in progress. */
export const isLate = (
  { status, dueAt }: Pick<QueueRow, 'status' | 'dueAt'>,
  now: number,
): boolean => isOpen(status) && status !== 'calling' && dueAt !== null && dueAt < now;

/**
 * Whether the promise will be broken within {@link SOON_LATE_MS} unless somebody calls. While the
 * ticket waits for its line to open, nobody can.
 */
export const isSoonLate = (
  ticket: Planned & Pick<QueueRow, 'dueAt'>,
  now: number,
  open: OpenLines,
): boolean =>
  !isLate(ticket, now) && isLate(ticket, now + SOON_LATE_MS) && !waitsForOpening(ticket, now, open);

import { isWaiting } from '../../../src/core/ticket-status.ts';
import { isCallable, isLate, isSoonLate } from '../../wire/queue-order.ts';
import type { TicketRecord } from './ticket.ts';

export interface QueueCounts {
  /** May be called now. */
  waiting: number;
  /** Wait for a later time: a booked slot, another attempt, an agreed call. */
  booked: number;
  /** The promise is broken. */
  late: number;
  /** The promise is about to be broken. */
  soonLate: number;
}

/**
 * Counts the tickets in the queue at `now` (epoch ms). One ticket may count as waiting and as late.
 */
export function countQueue(
  tickets: readonly Pick<TicketRecord, 'status' | 'notBefore' | 'dueAt'>[],
  now: number,
): QueueCounts {
  const counts = { waiting: 0, booked: 0, late: 0, soonLate: 0 };
  for (const ticket of tickets) {
    if (isCallable(ticket, now)) counts.waiting++;
    else if (isWaiting(ticket.status)) counts.booked++;
    if (isLate(ticket, now)) counts.late++;
    else if (isSoonLate(ticket, now)) counts.soonLate++;
  }
  return counts;
}

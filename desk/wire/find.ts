/**
 * Search by ticket number, brief code, order number, or the last four digits of a phone number.
 *
 * - `GET /find?q=` → FindView
 */
import type { QueueRow } from './queue.ts';

export interface FindView {
  tickets: QueueRow[];
  /** The brief that a member left before calling; present when `q` is its code. */
  brief?: {
    createdAt: number;
    member: string | null;
    line: string;
    topic: string | null;
    orderNumber: string | null;
    occurredAt: number | null;
    note: string | null;
    /** Number of the ticket that was opened for a call with this code. */
    ticket: string | null;
  };
}

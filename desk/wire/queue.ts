/**
 * The queue of open tickets.
 *
 * - `GET /queue` → QueueView of all open tickets
 * - `GET /queue?after=` → QueueView of the first ones; with the `next` of an answer, of those behind
 * - `POST /next` → TicketView: claims the first callable ticket
 */
import type { TicketStatus } from '../../src/contract/ticket-status.ts';
import type { Origin } from './origin.ts';

export interface QueueRow {
  number: string;
  status: TicketStatus;
  tier: string | null;
  line: string;
  origin: Origin;
  topic: string | null;
  urgent: boolean;
  senior: boolean;
  attempts: number;
  createdAt: number;
  dueAt: number | null;
  notBefore: number | null;
  window: { from: number; to: number } | null;
  nudged: boolean;
  /** The member was not reached, and says that they can talk now. Absent: no. */
  ready?: boolean;
  /** When the member has answered what an agent asked for, which nobody has taken up yet. Absent: no. */
  answeredAt?: number;
  /** The member reported a call from somebody who said that they are the shop. Absent: no. */
  reported?: true;
  /** Id of the agent who holds it. */
  claimedBy: string | null;
  claimedAt: number | null;
  /** Masked: `138****8000`; empty when it is not known. */
  phone: string;
  orderNumber: string | null;
  /** The first words of the member's note, in one line. */
  words: string | null;
  /** The member's name, where the shop gives one. */
  name: string | null;
  /** Rows of the queue that share one of these are of the same member or phone number. */
  same?: string[];
}

/** Open tickets in the order of {@link import('./queue-order.ts').compareQueue}. */
export interface QueueView {
  /** The desk's clock. */
  asOf: number;
  rows: QueueRow[];
  /** Where the next part begins; absent in the last one. */
  next?: string;
}

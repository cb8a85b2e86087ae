import type { Language } from '../../../src/contract/text.ts';
import type { TicketStatus } from '../../../src/contract/ticket-status.ts';

/** A callback as it lies in the database. Instants are epoch ms. */
export interface TicketRecord {
  /** Twelve digits, as in `core/ticket-number.ts`. */
  number: string;
  /** SHA-256 of the ticket's key; the key itself is never stored. */
  keyHash: string;
  /** The shop's id of a verified member; null for everybody else. */
  member: string | null;
  tier: string | null;
  line: string;
  /** E.164. */
  phone: string;
  topic: string | null;
  orderNumber: string | null;
  /** When it happened, as the member told it; never used to rank. */
  occurredAt: number | null;
  note: string | null;
  urgent: boolean;
  senior: boolean;
  language: Language;
  passphrase: string;
  status: TicketStatus;
  createdAt: number;
  /** Null where the work calendar does not reach. */
  dueAt: number | null;
  promiseMinutes: number;
}

export interface TicketEvent {
  at: number;
  status: TicketStatus;
}

export interface StoredTicket extends TicketRecord {
  /** In the order in which it happened; the first is its creation. */
  timeline: readonly TicketEvent[];
}

/** Neither solved nor given up. */
export const OPEN_STATUSES = ['waiting', 'claimed', 'calling', 'unreached'] as const satisfies readonly TicketStatus[];

/** Nobody has taken it up. */
export const WAITING_STATUSES = ['waiting', 'unreached'] as const satisfies readonly TicketStatus[];

/** Until an agent is calling, the member may change their mind. */
export const isCancellable = (status: TicketStatus): boolean => status === 'waiting' || status === 'claimed' || status === 'unreached';

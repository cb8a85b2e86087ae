import type { Language } from '../../../src/contract/text.ts';
import type { TicketStatus } from '../../../src/contract/ticket-status.ts';
import { isOpen } from '../../../src/core/ticket-status.ts';
import type { Outcome, TicketEvent } from '../../wire/ticket.ts';

/** A callback as it lies in the database. Instants are epoch ms. */
export interface TicketRecord {
  /** Twelve digits, as in `core/ticket-number.ts`. */
  number: string;
  /** SHA-256 of the ticket's key; the key itself is never stored. Empty once the data is erased: no key fits it. */
  keyHash: string;
  /** The shop's id of a verified member; null for everybody else. */
  member: string | null;
  tier: string | null;
  line: string;
  /** E.164; empty once the data is erased. */
  phone: string;
  /** The last four digits of `phone`, to find it by. */
  phoneTail: string;
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
  /** The promise as it stands: called by then. Null where the work calendar does not reach. */
  dueAt: number | null;
  promiseMinutes: number;
  /** The booked window, where there is one; its place is held as long as `windowFrom` is set and the ticket is open. */
  windowFrom: number | null;
  windowTo: number | null;
  /** Not to be called before: a booked window, a call to be tried again, an agreed follow-up. */
  notBefore: number | null;
  /** Calls that did not reach the member. */
  attempts: number;
  /** Id of the agent who holds the ticket, until `claimUntil` unless the claim is renewed. */
  claimedBy: string | null;
  claimedAt: number | null;
  claimUntil: number | null;
  /** When the first call was made, and the promise that it kept or broke: what the wall counts. */
  firstCallAt: number | null;
  firstCallDueAt: number | null;
  /** When the call that is going on was begun. */
  callStartedAt: number | null;
  /** All calls together, ms. */
  talkMs: number;
  closedAt: number | null;
  outcome: Outcome | null;
  /** Null again once the promise moves: one nudge for each promise. */
  nudgedAt: number | null;
  /** When the desk saw that the promise was broken. Null again once the promise moves. */
  overdueAt: number | null;
  /** 1 to 5. */
  rating: number | null;
  feedback: string | null;
  ratedAt: number | null;
  erasedAt: number | null;
}

/** What of a new ticket no agent has done, and no member after asking for it. */
export const UNTOUCHED = {
  attempts: 0,
  claimedBy: null,
  claimedAt: null,
  claimUntil: null,
  firstCallAt: null,
  firstCallDueAt: null,
  callStartedAt: null,
  talkMs: 0,
  closedAt: null,
  outcome: null,
  nudgedAt: null,
  overdueAt: null,
  rating: null,
  feedback: null,
  ratedAt: null,
  erasedAt: null,
} as const satisfies Partial<TicketRecord>;

export interface StoredTicket extends TicketRecord {
  /** In the order in which it happened; the first is its creation. */
  timeline: readonly TicketEvent[];
}

/** What an agent wrote for other agents; no member sees it. */
export interface TicketNote {
  id: string;
  ticket: string;
  at: number;
  agent: string;
  text: string;
}

/** Until an agent is calling, the member may change their mind. */
export const isCancellable = (status: TicketStatus): boolean =>
  isOpen(status) && status !== 'calling';

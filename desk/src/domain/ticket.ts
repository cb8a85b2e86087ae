import type { Language } from '../../../src/contract/text.ts';
import type { TicketStatus } from '../../../src/contract/ticket-status.ts';
import { isOpen } from '../../../src/core/ticket-status.ts';
import type { Inquiry } from '../../wire/inquiry.ts';
import type { Origin } from '../../wire/origin.ts';
import type { Outcome, TicketEvent } from '../../wire/ticket.ts';

/** A ticket as it is stored. Instants are epoch ms. */
export interface TicketRecord {
  /** Twelve digits, as in `core/ticket-number.ts`. */
  number: string;
  /**
   * SHA-256 of the ticket's key, which itself is not stored. That of the code from which a call was
   * opened. Empty after erasure, and for a call to which no device has a key, so that no key matches.
   */
  keyHash: string;
  /** The shop's id of a verified member; null for others. */
  member: string | null;
  /** How the shop addresses the member, from their token. */
  memberName: string | null;
  tier: string | null;
  line: string;
  origin: Origin;
  /** E.164; empty after erasure, and for a caller whose number nobody knows. */
  phone: string;
  /** To be dialled once the number answers: digits. */
  extension: string | null;
  /** Last four digits of `phone`, for the search. */
  phoneTail: string;
  topic: string | null;
  orderNumber: string | null;
  /** When the problem occurred, according to the member. Never used for ranking. */
  occurredAt: number | null;
  note: string | null;
  /** Number of screenshots that came with it; the pictures themselves may be gone. */
  attachments: number;
  urgent: boolean;
  senior: boolean;
  language: Language;
  passphrase: string;
  status: TicketStatus;
  createdAt: number;
  /** Due time of the current promise; null when the work calendar does not reach that far. */
  dueAt: number | null;
  promiseMinutes: number;
  /**
   * The booked slot. The ticket has a place in it while `windowFrom` is set and the ticket is open.
   */
  windowFrom: number | null;
  windowTo: number | null;
  /** Do not call before: a booked slot, the next attempt, or an agreed time. */
  notBefore: number | null;
  /** Number of calls that did not reach the member. */
  attempts: number;
  /** Id of the agent who holds the ticket until `claimUntil`. */
  claimedBy: string | null;
  claimedAt: number | null;
  claimUntil: number | null;
  /** Time of the first call, and its due time then: the wall counts these. */
  firstCallAt: number | null;
  firstCallDueAt: number | null;
  /** Start of the call in progress. */
  callStartedAt: number | null;
  /** Duration of all calls, ms. */
  talkMs: number;
  closedAt: number | null;
  outcome: Outcome | null;
  /** Number of the ticket into which this one was merged: the only one that lives on. */
  mergedInto: string | null;
  /** What an agent tells the member with the result: "已补发". */
  conclusion: string | null;
  /** Null again after the promise changes: one nudge per promise. */
  nudgedAt: number | null;
  /** When the desk noticed that the promise was broken. Null again after the promise changes. */
  overdueAt: number | null;
  /** When the member last reported a call from somebody who said that they are the shop. */
  reportedAt: number | null;
  /** 1 to 5. */
  rating: number | null;
  feedback: string | null;
  ratedAt: number | null;
  erasedAt: number | null;
  /** What agents have asked the member to add, oldest first. */
  inquiries: readonly Inquiry[];
  /** When the member last answered an inquiry. Null again once an agent takes the ticket up. */
  answeredAt: number | null;
  /** When the desk got the member's consent; null for calls. Stays after erasure, as proof. */
  consentAt: number | null;
  /** What they agreed to, see `lines/consent-version.ts`; null where the client did not say. */
  consentVersion: string | null;
}

/** Columns of a ticket that no agent has handled and the member has not changed. */
export const UNTOUCHED = {
  origin: 'callback',
  attachments: 0,
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
  mergedInto: null,
  conclusion: null,
  nudgedAt: null,
  overdueAt: null,
  reportedAt: null,
  rating: null,
  feedback: null,
  ratedAt: null,
  erasedAt: null,
  inquiries: [],
  answeredAt: null,
  consentAt: null,
  consentVersion: null,
} as const satisfies Partial<TicketRecord>;

export interface StoredTicket extends TicketRecord {
  /** Oldest first; the first event is the creation. */
  timeline: readonly TicketEvent[];
}

/** A note for other agents; members never see it. */
export interface TicketNote {
  id: string;
  ticket: string;
  at: number;
  agent: string;
  text: string;
}

/** The booked slot, epoch ms; null without one. */
export const slotOf = ({
  windowFrom,
  windowTo,
}: Pick<TicketRecord, 'windowFrom' | 'windowTo'>): { from: number; to: number } | null =>
  windowFrom === null || windowTo === null ? null : { from: windowFrom, to: windowTo };

/** Whether the member may still cancel: until an agent is calling. */
export const isCancellable = (status: TicketStatus): boolean =>
  isOpen(status) && status !== 'calling';

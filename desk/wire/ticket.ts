/**
 * One ticket, and what an agent does with it.
 *
 * - `GET /tickets/:number` → TicketView
 * - `POST /tickets/:number/{claim,release,call}` → TicketView
 * - `POST /tickets/:number/result` CallResult → TicketView
 * - `POST /tickets/:number/notes` Note → TicketView
 * - `POST /tickets/:number/transfer` Transfer → TicketView
 * - `POST /tickets/:number/merge` Merge → TicketView: merges others into this one
 * - `GET /attachments/:id` → the bytes of a screenshot of a ticket; 404 once it is deleted
 */
import * as v from 'valibot';
import type { Language } from '../../src/contract/text.ts';
import type { TicketStatus } from '../../src/contract/ticket-status.ts';
import { isWaiting, type WaitingStatus } from '../../src/core/ticket-status.ts';
import { instant, text } from './fields.ts';
import type { Inquiry, InquiryKind } from './inquiry.ts';
import type { QueueRow } from './queue.ts';

/** How a ticket ended. `merged`: into another one of the same caller. */
export const OUTCOMES = ['solved', 'unreached', 'wrong-number', 'cancelled', 'merged'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * `called-in`: the member called, and an agent answered. `ready`: the member can talk now.
 * `transferred`: to another agent, which members do not see. `merged`: another ticket into this one.
 * `inquired`: an agent asks the member to add something; `inquiry-withdrawn`; `inquiry-answered`.
 * `reported`: the member reported a call from somebody who said that they are the shop.
 * `masked`: the desk has masked secrets in what the member wrote, which members do not see.
 */
export const EVENT_KINDS = [
  'status',
  'nudged',
  'rescheduled',
  'called-in',
  'reopened',
  'ready',
  'transferred',
  'merged',
  'masked',
  'inquired',
  'inquiry-withdrawn',
  'inquiry-answered',
  'reported',
] as const;

/** One entry of a ticket's timeline. */
export interface TicketEvent {
  at: number;
  /** The status after the event. */
  status: TicketStatus;
  kind: (typeof EVENT_KINDS)[number];
  actor: 'member' | 'agent' | 'desk';
  /** Id of the agent when `actor` is `agent`. */
  agent: string | null;
}

/** The status from before the claim. */
export const statusBeforeClaim = (timeline: readonly TicketEvent[]): WaitingStatus =>
  timeline.reduce<WaitingStatus>(
    (last, { status }) => (isWaiting(status) ? status : last),
    'waiting',
  );

export const NoteSchema = v.strictObject({ text: text(1000) });

/** Instead of the id of an agent: whichever supervisor is there. */
export const ANY_SUPERVISOR = 'supervisor';

export const TransferSchema = v.strictObject({
  /** Id of an agent, or {@link ANY_SUPERVISOR}. */
  to: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)),
  /** For other agents. */
  note: v.optional(text(1000)),
});

/** How many tickets are merged at once. */
const MAX_MERGED = 20;

export const MergeSchema = v.strictObject({
  numbers: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^\d{12}$/))),
    v.minLength(1),
    v.maxLength(MAX_MERGED),
  ),
});

/** What an agent may write together with the result of a call. */
const said = {
  /** For other agents. */
  note: v.optional(text(1000)),
  /** For the member, who reads it in their ticket. Absent: as it was; null: removed. */
  conclusion: v.optional(v.nullable(text(200))),
};

/** How a call went. */
export const CallResultSchema = v.variant('result', [
  v.strictObject({ result: v.literal('solved'), ...said }),
  /** The desk schedules another attempt; after the last attempt it closes the ticket. */
  v.strictObject({ result: v.literal('not-reached'), ...said }),
  v.strictObject({ result: v.literal('wrong-number'), ...said }),
  v.strictObject({
    result: v.literal('follow-up'),
    at: instant,
    /** The number to call, as it was said; needed when none is known. */
    phone: v.optional(text(40)),
    ...said,
  }),
  v.strictObject({ result: v.literal('cancelled-by-member'), ...said }),
]);
export type CallResult = v.InferOutput<typeof CallResultSchema>;

/** A screenshot of a ticket. Its bytes: `GET /attachments/:id`. */
export interface Screenshot {
  id: string;
  /** In pixels. */
  width: number;
  height: number;
  bytes: number;
  at: number;
  /** Number of the ticket with which it came, where that was merged into this one. */
  from?: string;
}

/** A call that the member reported: somebody said that they are the shop. */
export interface ReportedCallView {
  at: number;
  /** Formatted for reading; null when the member gave none. */
  number: string | null;
  /** Whether it is one of the shop's numbers; null when that is not known. */
  ours: boolean | null;
}

export interface TicketView {
  row: QueueRow;
  /**
   * Formatted for reading. In full only for the agent who holds the ticket; masked for others. Empty
   * when it is not known.
   */
  phone: string;
  /** `tel:` URI; only for the agent who holds the ticket. */
  dial?: string;
  passphrase: string;
  /** The language in which to speak to the member. */
  language: Language;
  /** The shop's id of the member. */
  member: string | null;
  orderNumber: string | null;
  occurredAt: number | null;
  note: string | null;
  promiseMinutes: number;
  /** What the member agreed to, and when. Absent for calls, and for tickets from before it was kept. */
  consent?: { at: number; version: string | null };
  firstCallAt: number | null;
  callStartedAt: number | null;
  outcome: Outcome | null;
  /** What the member was told with the result. */
  conclusion: string | null;
  closedAt: number | null;
  rating: number | null;
  feedback: string | null;
  erasedAt: number | null;
  /** Oldest first. Members see the same entries without agents' names. */
  timeline: TicketEvent[];
  /** Screenshots, in the order in which they were sent. */
  attachments: Screenshot[];
  /** What the member was asked to add, and has added, oldest first. */
  inquiries: Inquiry[];
  /**
   * Calls that the member reported, oldest first; also those of tickets that were merged into this
   * one.
   */
  reports: ReportedCallView[];
  /** Internal: members never see them. */
  notes: { id: string; at: number; agent: string; text: string }[];
  /** Earlier tickets of the same member. */
  earlier: {
    number: string;
    status: TicketStatus;
    topic: string | null;
    createdAt: number;
    outcome: Outcome | null;
  }[];
  /** Open tickets of the same phone, order or member, oldest first. */
  others: QueueRow[];
  /** Number of the ticket into which this one was merged. */
  mergedInto: string | null;
  /** Tickets that were merged into this one, oldest first. */
  merged: {
    number: string;
    createdAt: number;
    topic: string | null;
    orderNumber: string | null;
    note: string | null;
    /** What the agent says first to a member who has only this ticket. */
    passphrase: string;
  }[];
  /** Whether the call in progress came in. */
  incoming: boolean;
  /** What the agent who asks may do now. `answer`: take the ticket up while the member is calling. */
  may: {
    claim: boolean;
    release: boolean;
    call: boolean;
    answer: boolean;
    result: boolean;
    /** Hand it on, or take it over. Absent: no. */
    transfer?: boolean;
    /** Merge `others` into it. Absent: no. */
    merge?: boolean;
    /** What the member can be asked to add. Absent: nothing. */
    ask?: InquiryKind[];
  };
  /**
   * When the desk would schedule the next attempt after `not-reached`; absent when it would close.
   */
  retryAt?: number;
}

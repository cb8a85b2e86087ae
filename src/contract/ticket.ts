import * as v from 'valibot';
import { InquirySchema } from './inquiry.ts';
import { WhenSchema } from './callback.ts';
import { WindowSchema } from './slots.ts';
import { TextSchema } from './text.ts';
import { TICKET_STATUSES } from './ticket-status.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());

export const TicketStatusSchema = v.picklist(TICKET_STATUSES);

/** The member's rating, 1 (bad) to 5 (good). */
export const RatingSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5));

/** What the member may see of a callback, or of a call to the hotline. */
export const TicketSchema = v.object({
  /** Twelve digits, as in `core/ticket-number.ts`. */
  number: v.string(),
  status: TicketStatusSchema,
  /** How it began, if not with a request to be called back: the member called the hotline. */
  origin: v.optional(v.literal('call')),
  /** When the desk made this answer. */
  asOf: instant,
  createdAt: instant,
  /** Due time of the promise. Absent after the end of the work calendar, and while none is made. */
  dueAt: v.optional(instant),
  /** What the shop gives while it is late. Absent otherwise, and where it gives nothing. */
  whenLate: v.optional(TextSchema),
  /** The booked slot. */
  window: v.optional(WindowSchema),
  /**
   * When an agent began to call the member. Only while they call, and not when the member is on the
   * phone because they called.
   */
  calledAt: v.optional(instant),
  /** Earliest time of the next call: of a booked slot, a retry, or an agreed follow-up. */
  notBefore: v.optional(instant),
  /** When the line opens. Only while it is closed and nobody is called before. */
  opensAt: v.optional(instant),
  /** Number of calls that did not reach the member. */
  attempts: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Only if the status is `closed`. */
  closedBecause: v.optional(v.picklist(['unreached', 'wrong-number', 'merged'])),
  /** Number of the ticket into which this one was merged; only then. */
  mergedInto: v.optional(v.string()),
  /** What the agent tells the member with the result of the call. */
  conclusion: v.optional(v.string()),
  rating: v.optional(RatingSchema),
  /** Two words that the agent says first, so that the member knows the call is genuine. */
  passphrase: v.string(),
  /** Masked: `138****8000`; empty when it is not known. */
  phone: v.string(),
  /** Number of screenshots that were received with it. Absent: none. */
  attachments: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /**
   * What an agent asks the member to add, and what they have answered, oldest first; only while it
   * is open. Absent: nothing.
   */
  inquiries: v.optional(v.array(InquirySchema)),
  /** Numbers that agents call from, formatted for people. */
  callsFrom: v.array(v.string()),
  topic: v.optional(TextSchema),
  line: v.object({ label: TextSchema, timeZone: v.string() }),
  /**
   * The last call that the member reported. `ours`, only in the answer to a report with a number:
   * whether it is one of the shop's.
   */
  report: v.optional(v.object({ at: instant, ours: v.optional(v.boolean()) })),
  /**
   * A step without a kind is a change of status, and so are `called-in`, a call of the member that an
   * agent answered, and `reopened`. Other steps keep the status.
   */
  timeline: v.array(
    v.object({
      at: instant,
      status: TicketStatusSchema,
      kind: v.optional(
        v.picklist([
          'nudged',
          'rescheduled',
          'called-in',
          'reopened',
          'ready',
          'merged',
          'reported',
        ]),
      ),
    }),
  ),
  /** What the member may do now. */
  may: v.object({
    cancel: v.boolean(),
    reschedule: v.boolean(),
    nudge: v.boolean(),
    rate: v.boolean(),
    erase: v.boolean(),
    /** Be called now instead of at the time of the next attempt. */
    ready: v.boolean(),
    /** Be called again, because it is not solved. */
    reopen: v.boolean(),
    /** Report a call from somebody who says that they are the shop. */
    report: v.boolean(),
  }),
});
export type Ticket = v.InferOutput<typeof TicketSchema>;

/** The answer of `GET /v1/tickets`: the member's own tickets, open ones first, newest first. */
export const MemberTicketsSchema = v.object({
  asOf: instant,
  tickets: v.array(
    v.object({
      number: v.string(),
      status: TicketStatusSchema,
      origin: v.optional(v.literal('call')),
      createdAt: instant,
      /** Absent while it is open. */
      endedAt: v.optional(instant),
      topic: v.optional(TextSchema),
      /** As in the ticket; only while it is open. */
      dueAt: v.optional(instant),
      window: v.optional(WindowSchema),
      notBefore: v.optional(instant),
      /** How many inquiries wait for an answer. Absent: none. */
      inquiries: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      calledAt: v.optional(instant),
      line: v.object({ timeZone: v.string() }),
    }),
  ),
});
export type MemberTickets = v.InferOutput<typeof MemberTicketsSchema>;

/** The answer of `POST /v1/callbacks`, the only answer that contains the key. */
export const CreatedTicketSchema = v.object({
  ...TicketSchema.entries,
  /** At least 128 random bits in base64url. Whoever has it can follow and cancel the ticket. */
  key: v.string(),
});
export type CreatedTicket = v.InferOutput<typeof CreatedTicketSchema>;

/** The body of `POST /v1/tickets/{number}/reschedule`. */
export const RescheduleRequestSchema = v.strictObject({ when: WhenSchema });
export type RescheduleRequest = v.InferOutput<typeof RescheduleRequestSchema>;

/** The body of `POST /v1/tickets/{number}/feedback`. */
export const FeedbackRequestSchema = v.strictObject({
  rating: RatingSchema,
  comment: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(500))),
});
export type FeedbackRequest = v.InferOutput<typeof FeedbackRequestSchema>;

/** The body of `POST /v1/tickets/{number}/reopen`. */
export const ReopenRequestSchema = v.strictObject({
  /** What is still wrong. */
  note: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(500))),
});
export type ReopenRequest = v.InferOutput<typeof ReopenRequestSchema>;

/** The body of `POST /v1/tickets/{number}/report`. */
export const ReportRequestSchema = v.strictObject({
  /** The number that called, as the member writes it. */
  number: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(40))),
});
export type ReportRequest = v.InferOutput<typeof ReportRequestSchema>;

/** What a member may do with their ticket: the last part of `POST /v1/tickets/{number}/{action}`. */
export type TicketAction =
  'cancel' | 'reschedule' | 'nudge' | 'feedback' | 'erase' | 'ready' | 'reopen' | 'report';

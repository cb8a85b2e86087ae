import * as v from 'valibot';
import { WhenSchema } from './callback.ts';
import { WindowSchema } from './slots.ts';
import { TextSchema } from './text.ts';
import { TICKET_STATUSES } from './ticket-status.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());

export const TicketStatusSchema = v.picklist(TICKET_STATUSES);

/** How it went, 1 (badly) to 5 (well). */
export const RatingSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5));

/** What the member may see of a callback. */
export const TicketSchema = v.object({
  /** Twelve digits, as in `core/ticket-number.ts`. */
  number: v.string(),
  status: TicketStatusSchema,
  /** When the desk put this answer together. */
  asOf: instant,
  createdAt: instant,
  /** The promise: called by then. Absent where the work calendar does not reach. */
  dueAt: v.optional(instant),
  /** The window that was booked. */
  window: v.optional(WindowSchema),
  /** The next call comes no sooner: a booked window, a call to be tried again, an agreed follow-up. */
  notBefore: v.optional(instant),
  /** Calls that did not reach the member. */
  attempts: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Only where the status is `closed`. */
  closedBecause: v.optional(v.picklist(['unreached', 'wrong-number'])),
  /** What the member gave, 1 to 5. */
  rating: v.optional(RatingSchema),
  /** Two words the agent says first. */
  passphrase: v.string(),
  /** Masked: `138****8000`. */
  phone: v.string(),
  /** Numbers that will call, as people write them. */
  callsFrom: v.array(v.string()),
  topic: v.optional(TextSchema),
  line: v.object({ label: TextSchema, timeZone: v.string() }),
  /** A step without a kind is a change of status; the others leave it as it was. */
  timeline: v.array(
    v.object({
      at: instant,
      status: TicketStatusSchema,
      kind: v.optional(v.picklist(['nudged', 'rescheduled'])),
    }),
  ),
  /** What the member may do now. */
  may: v.object({
    cancel: v.boolean(),
    reschedule: v.boolean(),
    nudge: v.boolean(),
    rate: v.boolean(),
    erase: v.boolean(),
  }),
});
export type Ticket = v.InferOutput<typeof TicketSchema>;

/** The answer of `POST /v1/callbacks`: the only one that carries the key. */
export const CreatedTicketSchema = v.object({
  ...TicketSchema.entries,
  /** At least 128 random bits in base64url; whoever holds it may follow and cancel the ticket. */
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

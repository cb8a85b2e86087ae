import * as v from 'valibot';
import { TextSchema } from './text.ts';
import { TICKET_STATUSES } from './ticket-status.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());

export const TicketStatusSchema = v.picklist(TICKET_STATUSES);

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
  /** Two words the agent says first. */
  passphrase: v.string(),
  /** Masked: `138****8000`. */
  phone: v.string(),
  /** Numbers that will call, as people write them. */
  callsFrom: v.array(v.string()),
  topic: v.optional(TextSchema),
  line: v.object({ label: TextSchema, timeZone: v.string() }),
  timeline: v.array(v.object({ at: instant, status: TicketStatusSchema })),
  may: v.object({ cancel: v.boolean() }),
});
export type Ticket = v.InferOutput<typeof TicketSchema>;

/** The answer of `POST /v1/callbacks`: the only one that carries the key. */
export const CreatedTicketSchema = v.object({
  ...TicketSchema.entries,
  /** At least 128 random bits in base64url; whoever holds it may follow and cancel the ticket. */
  key: v.string(),
});
export type CreatedTicket = v.InferOutput<typeof CreatedTicketSchema>;

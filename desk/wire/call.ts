/**
 * Calls that come in.
 *
 * - `POST /calls` NewCall → CallAnswer, 201 with a ticket. The same `id` gives the same ticket
 * - `POST /tickets/:number/answer` → TicketView: takes an open ticket up, or one that has ended
 *   again, in the midst of a call
 * - `POST /tickets/:number/about` CallAbout → TicketView
 */
import * as v from 'valibot';
import { MAX_CALLER_LENGTH } from './caller.ts';
import { text } from './fields.ts';
import type { QueueRow } from './queue.ts';
import type { TicketView } from './ticket.ts';

export const NewCallSchema = v.strictObject({
  /** Made by the console for each call that an agent takes. */
  id: v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/)),
  /** What the caller said: a code, a phone, order, ticket or member number, or nothing. */
  caller: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(MAX_CALLER_LENGTH)), ''),
  /** The line that was called; by default that of the member's tier, or the public one. */
  line: v.optional(text(64)),
  /** Numbers of offered tickets which the call is not about. */
  seen: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^\d{12}$/))), v.maxLength(50)), []),
});
export type NewCall = v.InferInput<typeof NewCallSchema>;

/** The ticket of the call, or tickets of the same caller to take up instead. */
export type CallAnswer = { ticket: TicketView } | { offered: QueueRow[] };

/** What the agent learns of a call. Absent fields stay as they are; null removes what is known. */
export const CallAboutSchema = v.strictObject({
  line: v.optional(text(64)),
  topic: v.optional(v.nullable(text(32))),
  order: v.optional(v.nullable(text(64))),
  /** As it was said. */
  phone: v.optional(text(40)),
});
export type CallAbout = v.InferInput<typeof CallAboutSchema>;

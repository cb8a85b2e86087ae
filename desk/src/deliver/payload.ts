import * as v from 'valibot';
import { HOTLINE_EVENTS, type HotlineEventType } from '../../wire/hotline-event.ts';
import { ORIGINS } from '../../wire/origin.ts';
import { OUTCOMES } from '../../wire/ticket.ts';
import { slotOf, type TicketRecord } from '../domain/ticket.ts';
import { TICKET_STATUSES } from '../../../src/contract/ticket-status.ts';
import { iso } from '../../../src/core/time.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());

/**
 * What receivers get, in the format of Standard Webhooks. Never a phone number, a note, a name, or
 * text of a member.
 */
export const PayloadSchema = v.object({
  type: v.picklist(HOTLINE_EVENTS),
  /** When the event happened, however late it is delivered. */
  timestamp: instant,
  /** The ticket after the event. */
  data: v.object({
    number: v.string(),
    status: v.picklist(TICKET_STATUSES),
    /** Whether a callback was asked for, or a call came in. */
    origin: v.picklist(ORIGINS),
    tier: v.nullable(v.string()),
    line: v.string(),
    topic: v.nullable(v.string()),
    /** The shop's order number. */
    order: v.nullable(v.string()),
    /** The shop's own id of the member. */
    member: v.nullable(v.string()),
    urgent: v.boolean(),
    senior: v.boolean(),
    createdAt: instant,
    dueAt: v.nullable(instant),
    window: v.optional(v.object({ from: instant, to: instant })),
    attempts: v.number(),
    outcome: v.optional(v.picklist(OUTCOMES)),
    /** Number of the ticket into which this one was merged. */
    mergedInto: v.optional(v.string()),
    rating: v.optional(v.number()),
  }),
});
export type Payload = v.InferOutput<typeof PayloadSchema>;

/** When an event happened, by the columns of its ticket. */
function happenedAt(type: HotlineEventType, ticket: TicketRecord): number {
  const at = {
    'callback.created': ticket.createdAt,
    'call.opened': ticket.createdAt,
    'callback.claimed': ticket.claimedAt,
    'callback.completed': ticket.closedAt,
    'callback.cancelled': ticket.closedAt,
    'callback.merged': ticket.closedAt,
    'callback.overdue': ticket.overdueAt,
    'callback.nudged': ticket.nudgedAt,
    'callback.ready': ticket.nudgedAt,
    'callback.reopened': ticket.notBefore,
    'call.reported': ticket.reportedAt,
    'feedback.received': ticket.ratedAt,
  }[type];
  return at ?? ticket.createdAt;
}

export function payloadOf(type: HotlineEventType, ticket: TicketRecord): Payload {
  const window = slotOf(ticket);
  return {
    type,
    timestamp: iso(happenedAt(type, ticket)),
    data: {
      number: ticket.number,
      status: ticket.status,
      origin: ticket.origin,
      tier: ticket.tier,
      line: ticket.line,
      topic: ticket.topic,
      order: ticket.orderNumber,
      member: ticket.member,
      urgent: ticket.urgent,
      senior: ticket.senior,
      createdAt: iso(ticket.createdAt),
      dueAt: ticket.dueAt === null ? null : iso(ticket.dueAt),
      ...(window && { window: { from: iso(window.from), to: iso(window.to) } }),
      attempts: ticket.attempts,
      ...(ticket.outcome !== null && { outcome: ticket.outcome }),
      ...(ticket.mergedInto !== null && { mergedInto: ticket.mergedInto }),
      ...(ticket.rating !== null && { rating: ticket.rating }),
    },
  };
}

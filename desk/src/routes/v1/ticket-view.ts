import type { Config } from '../../../../src/contract/config.ts';
import type { MemberTickets, Ticket } from '../../../../src/contract/ticket.ts';
import { formatPhone, maskPhone } from '../../../../src/core/phone.ts';
import { lineHours, lineOf } from '../../domain/line-hours.ts';
import { announcedCallAt } from '../../domain/agent-actions.ts';
import { isRated, memberMay } from '../../domain/member-actions.ts';
import { opensAt } from '../../domain/out-of-hours.ts';
import { isOpen } from '../../../../src/core/ticket-status.ts';
import { iso } from '../../../../src/core/time.ts';
import { isWaitedFor } from '../../../wire/inquiry.ts';
import { isLate } from '../../../wire/queue-order.ts';
import { slotOf, type StoredTicket, type TicketRecord } from '../../domain/ticket.ts';
import type { TicketEvent } from '../../../wire/ticket.ts';

const isOfInquiry = (
  kind: TicketEvent['kind'],
): kind is 'inquired' | 'inquiry-withdrawn' | 'inquiry-answered' =>
  kind === 'inquired' || kind === 'inquiry-withdrawn' || kind === 'inquiry-answered';

/** What the member is asked, and has answered. What they have answered, agents read. */
function inquiriesOf({ status, inquiries }: TicketRecord): Pick<Ticket, 'inquiries'> {
  const shown = inquiries.filter(({ withdrawnAt }) => withdrawnAt === null);
  if (!isOpen(status) || shown.length === 0) return {};
  return {
    inquiries: shown.map(({ id, kind, text, askedAt, answeredAt }) => ({
      id,
      kind,
      ...(text !== null && { text }),
      askedAt: iso(askedAt),
      ...(answeredAt !== null && { answeredAt: iso(answeredAt) }),
    })),
  };
}

/** A step of the timeline. Members do not see the agent's name. */
const stepView = ({ at, status, kind }: TicketEvent): Ticket['timeline'] =>
  // Which agent has the ticket is nothing to the member; what was masked, their widget has said; of
  // inquiries the ticket says more.
  kind === 'transferred' || kind === 'masked' || isOfInquiry(kind)
    ? []
    : [{ at: iso(at), status, ...(kind !== 'status' && { kind }) }];

/** The booked slot, and the earliest time of the next call. */
function callTimes(ticket: TicketRecord, now: number): Pick<Ticket, 'window' | 'notBefore'> {
  const window = slotOf(ticket);
  const { notBefore } = ticket;
  return {
    ...(window && { window: { from: iso(window.from), to: iso(window.to) } }),
    ...(isOpen(ticket.status) &&
      notBefore !== null &&
      notBefore > now && { notBefore: iso(notBefore) }),
  };
}

/** What the member sees of a ticket. Labels and phone numbers come from the current config. */
export function ticketView(ticket: StoredTicket, shop: Config, now: number): Ticket {
  // The line or topic may have been removed from the config; the ticket stays readable.
  const line = lineOf(shop, ticket.line);
  const topic = shop.topics.find(({ id }) => id === ticket.topic);
  const { outcome } = ticket;
  const tier =
    ticket.tier !== null && Object.hasOwn(shop.tiers, ticket.tier)
      ? shop.tiers[ticket.tier]
      : undefined;
  const whenLate = isLate(ticket, now) ? (tier?.whenLate ?? shop.callbacks?.whenLate) : undefined;
  const opens = opensAt(ticket, shop, now);
  const calledAt = announcedCallAt(ticket);
  const callsFrom = shop.callbacks?.callsFrom ?? (line ? [line.number] : []);
  return {
    number: ticket.number,
    status: ticket.status,
    ...(ticket.origin === 'call' && { origin: 'call' as const }),
    asOf: iso(now),
    createdAt: iso(ticket.createdAt),
    ...(ticket.dueAt !== null && { dueAt: iso(ticket.dueAt) }),
    ...(whenLate !== undefined && { whenLate }),
    ...callTimes(ticket, now),
    ...(calledAt !== undefined && { calledAt: iso(calledAt) }),
    ...(opens !== undefined && { opensAt: iso(opens) }),
    attempts: ticket.attempts,
    ...(ticket.status === 'closed' &&
      (outcome === 'unreached' || outcome === 'wrong-number' || outcome === 'merged') && {
        closedBecause: outcome,
      }),
    ...(ticket.mergedInto !== null && { mergedInto: ticket.mergedInto }),
    ...(ticket.conclusion !== null && { conclusion: ticket.conclusion }),
    ...(ticket.rating !== null && isRated(ticket) && { rating: ticket.rating }),
    passphrase: ticket.passphrase,
    phone: ticket.phone && maskPhone(ticket.phone, ticket.extension),
    ...(ticket.attachments > 0 && { attachments: ticket.attachments }),
    ...inquiriesOf(ticket),
    callsFrom: callsFrom.map(formatPhone),
    ...(topic && { topic: topic.label }),
    line: {
      label: line?.label ?? shop.brand.name,
      timeZone: lineHours(shop, ticket.line).timeZone,
    },
    ...(ticket.reportedAt !== null && { report: { at: iso(ticket.reportedAt) } }),
    timeline: ticket.timeline.flatMap(stepView),
    may: memberMay(ticket, shop, now),
  };
}

/** A ticket in the list of its member: nothing that only the opened ticket has to show. */
export function memberTicket(
  ticket: TicketRecord,
  shop: Config,
  now: number,
): MemberTickets['tickets'][number] {
  const { number, status, origin, createdAt, closedAt, dueAt, callStartedAt } = ticket;
  const topic = shop.topics.find(({ id }) => id === ticket.topic);
  const waitedFor = ticket.inquiries.filter(isWaitedFor).length;
  return {
    number,
    status,
    ...(origin === 'call' && { origin }),
    createdAt: iso(createdAt),
    ...(!isOpen(status) && closedAt !== null && { endedAt: iso(closedAt) }),
    ...(topic && { topic: topic.label }),
    ...(isOpen(status) && dueAt !== null && { dueAt: iso(dueAt) }),
    ...(isOpen(status) && callTimes(ticket, now)),
    ...(isOpen(status) && waitedFor > 0 && { inquiries: waitedFor }),
    // A call without a promise is the member's own.
    ...(callStartedAt !== null &&
      (origin !== 'call' || dueAt !== null) && { calledAt: iso(callStartedAt) }),
    line: { timeZone: lineHours(shop, ticket.line).timeZone },
  };
}

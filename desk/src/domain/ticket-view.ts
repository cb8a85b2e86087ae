import type { Config } from '../../../src/contract/config.ts';
import type { Ticket } from '../../../src/contract/ticket.ts';
import { formatPhone, maskPhone } from '../../../src/core/phone.ts';
import { isCancellable, type StoredTicket } from './ticket.ts';

const iso = (instant: number): string => new Date(instant).toISOString();

/** What the member may see of a ticket. Words and numbers are those of the config as it is now. */
export function ticketView(ticket: StoredTicket, shop: Config, now: number): Ticket {
  // A line or topic may have left the config since; the member's ticket stays readable.
  const line = Object.hasOwn(shop.lines, ticket.line) ? shop.lines[ticket.line] : undefined;
  const topic = shop.topics.find(({ id }) => id === ticket.topic);
  const callsFrom = shop.callbacks?.callsFrom ?? (line ? [line.number] : []);
  return {
    number: ticket.number,
    status: ticket.status,
    asOf: iso(now),
    createdAt: iso(ticket.createdAt),
    ...(ticket.dueAt !== null && { dueAt: iso(ticket.dueAt) }),
    passphrase: ticket.passphrase,
    phone: maskPhone(ticket.phone),
    callsFrom: callsFrom.map(formatPhone),
    ...(topic && { topic: topic.label }),
    line: {
      label: line?.label ?? shop.brand.name,
      timeZone: (line && line.hours !== '24x7' && line.hours.timeZone) || shop.timeZone,
    },
    timeline: ticket.timeline.map(({ at, status }) => ({ at: iso(at), status })),
    may: { cancel: isCancellable(ticket.status) },
  };
}

import { TICKET_STATUSES } from '../contract/ticket-status.ts';
import type { CreatedTicket, Ticket } from '../contract/ticket.ts';

const known: readonly unknown[] = TICKET_STATUSES;

/** The Ticket in an answer, or undefined where it is not one: checks what is shown or iterated. */
export const readTicket = (answer: unknown): Ticket | undefined => {
  const ticket = answer as Ticket | null;
  return ticket && typeof ticket.number === 'string' && known.includes(ticket.status) && typeof ticket.passphrase === 'string' && ticket.line?.timeZone && Array.isArray(ticket.timeline) && Array.isArray(ticket.callsFrom) && ticket.may
    ? ticket
    : undefined;
};

export const readCreatedTicket = (answer: unknown): CreatedTicket | undefined => {
  const ticket = readTicket(answer) as CreatedTicket | undefined;
  return typeof ticket?.key === 'string' ? ticket : undefined;
};

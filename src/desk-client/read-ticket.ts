import type { CreatedTicket, Ticket } from '../contract/ticket.ts';

/**
 * The Ticket in an answer, or undefined if it is not one. Checks what is shown or iterated. Older
 * and newer desks may send other statuses, and fewer fields in `may`.
 */
export const readTicket = (answer: unknown): Ticket | undefined => {
  const ticket = answer as Ticket | null;
  return ticket &&
    typeof ticket.number === 'string' &&
    typeof ticket.status === 'string' &&
    typeof ticket.passphrase === 'string' &&
    ticket.line?.timeZone &&
    Array.isArray(ticket.timeline) &&
    Array.isArray(ticket.callsFrom) &&
    ticket.may
    ? ticket
    : undefined;
};

export const readCreatedTicket = (answer: unknown): CreatedTicket | undefined => {
  const ticket = readTicket(answer) as CreatedTicket | undefined;
  return typeof ticket?.key === 'string' ? ticket : undefined;
};

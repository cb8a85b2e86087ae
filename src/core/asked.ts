import type { Inquiry } from '../contract/inquiry.ts';
import type { Ticket } from '../contract/ticket.ts';

const KINDS = /^(?:screenshot|order|time|yes-no)$/;

/** What an agent asks for that this version can ask the member, of what a desk has sent. */
export const inquiriesOf = ({ inquiries }: Pick<Ticket, 'inquiries'>): Inquiry[] =>
  Array.isArray(inquiries)
    ? inquiries.filter((one) => typeof one?.id === 'string' && KINDS.test(one.kind))
    : [];

/** How many inquiries wait for the member's answer. A row of the member's list has only their number. */
export const askedOf = (ticket: Pick<Ticket, 'inquiries'>): number => {
  const listed: unknown = ticket.inquiries;
  return typeof listed === 'number'
    ? listed
    : inquiriesOf(ticket).filter(({ answeredAt }) => !answeredAt).length;
};

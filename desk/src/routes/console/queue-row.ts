import { maskPhone } from '../../../../src/core/phone.ts';
import type { QueueRow } from '../../../wire/queue.ts';
import { slotOf } from '../../domain/ticket.ts';
import type { QueueTicket } from '../../store/store.ts';

/** Characters of a note that a row has room for. */
const MAX_WORDS = 60;

/** The first words of a text in one line. */
function firstWords(text: string): string {
  // By characters, so that none is cut in two.
  const all = [...text.replace(/\s+/g, ' ').trim()];
  return all.length > MAX_WORDS ? `${all.slice(0, MAX_WORDS).join('')}…` : all.join('');
}

/** What every agent sees of a ticket. */
export function queueRow(ticket: Omit<QueueTicket, 'member'>): QueueRow {
  const {
    number,
    status,
    tier,
    line,
    origin,
    topic,
    urgent,
    senior,
    attempts,
    createdAt,
    dueAt,
    notBefore,
    nudgedAt,
    answeredAt,
    reportedAt,
    claimedBy,
    claimedAt,
    orderNumber,
    note,
  } = ticket;
  return {
    number,
    status,
    tier,
    line,
    origin,
    topic,
    urgent,
    senior,
    attempts,
    createdAt,
    dueAt,
    notBefore,
    window: slotOf(ticket),
    // A member who can talk now has moved the next attempt to that moment.
    ...(nudgedAt !== null && nudgedAt === notBefore
      ? { nudged: false, ready: true }
      : { nudged: nudgedAt !== null }),
    ...(answeredAt !== null && { answeredAt }),
    ...(reportedAt !== null && { reported: true as const }),
    claimedBy,
    claimedAt,
    phone: ticket.phone && maskPhone(ticket.phone, ticket.extension),
    orderNumber,
    words: note === null ? null : firstWords(note),
    name: ticket.memberName,
  };
}

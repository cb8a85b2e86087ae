import { maskPhone } from '../../../../src/core/phone.ts';
import type { QueueRow } from '../../../wire/queue.ts';
import type { QueueTicket } from '../../store/store.ts';

/** What every agent sees of a ticket. */
export function queueRow(ticket: QueueTicket): QueueRow {
  const {
    number,
    status,
    tier,
    line,
    topic,
    urgent,
    senior,
    attempts,
    createdAt,
    dueAt,
    notBefore,
    windowFrom,
    windowTo,
    claimedBy,
    claimedAt,
  } = ticket;
  return {
    number,
    status,
    tier,
    line,
    topic,
    urgent,
    senior,
    attempts,
    createdAt,
    dueAt,
    notBefore,
    window: windowFrom === null || windowTo === null ? null : { from: windowFrom, to: windowTo },
    nudged: ticket.nudgedAt !== null,
    claimedBy,
    claimedAt,
    phone: maskPhone(ticket.phone, ticket.extension),
  };
}

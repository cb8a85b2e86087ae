/**
 * `waiting` in the queue, `claimed` by an agent, `calling` now, `unreached` and to be tried again, `follow-up` to be called once more
 * at an agreed time; then one of the ends: `solved`, `closed` (given up; the ticket says why), `cancelled` by the member.
 */
export const TICKET_STATUSES = [
  'waiting',
  'claimed',
  'calling',
  'unreached',
  'follow-up',
  'solved',
  'closed',
  'cancelled',
] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

/**
 * `waiting` in the queue, `claimed` by an agent, `calling` now, `unreached` and to be tried again; then one of the ends:
 * `solved`, `closed` (given up after several tries), `cancelled` by the member.
 */
export const TICKET_STATUSES = ['waiting', 'claimed', 'calling', 'unreached', 'solved', 'closed', 'cancelled'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

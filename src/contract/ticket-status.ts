/**
 * Statuses of a ticket.
 *
 * Open:
 * - `waiting`: in the queue
 * - `claimed`: an agent has claimed it
 * - `calling`: an agent is calling
 * - `unreached`: the member did not answer; the desk will call again
 * - `follow-up`: the desk will call again at an agreed time
 *
 * Ended:
 * - `solved`
 * - `closed`: given up; the ticket says why
 * - `cancelled`: by the member
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

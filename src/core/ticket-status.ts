import type { TicketStatus } from '../contract/ticket-status.ts';

/** Statuses of tickets that still need work: not solved, given up or cancelled. */
export const OPEN_STATUSES = [
  'waiting',
  'claimed',
  'calling',
  'unreached',
  'follow-up',
] as const satisfies readonly TicketStatus[];

/** Open statuses of tickets that no agent has claimed. */
export const WAITING_STATUSES = [
  'waiting',
  'unreached',
  'follow-up',
] as const satisfies readonly TicketStatus[];
export type WaitingStatus = (typeof WAITING_STATUSES)[number];

const ENDED_STATUSES: readonly TicketStatus[] = ['solved', 'closed', 'cancelled'];

/** Whether the desk still has to do something for a ticket of this status. */
export const isOpen = (status: TicketStatus): boolean =>
  OPEN_STATUSES.some((open) => open === status);

/**
 * Whether a ticket of this status waits for an agent to claim it. It may be too early to call: see
 * `notBefore`.
 */
export const isWaiting = (status: TicketStatus): status is WaitingStatus =>
  WAITING_STATUSES.some((waiting) => waiting === status);

/**
 * Whether a ticket of this status has ended. For every known status this is the opposite of
 * {@link isOpen}. A status that this version does not know (the desk may be newer than the widget)
 * is neither open nor ended, so the widget keeps following the ticket.
 */
export const hasEnded = (status: TicketStatus): boolean => ENDED_STATUSES.includes(status);

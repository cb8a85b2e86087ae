import type { TicketStatus } from '../contract/ticket-status.ts';

/** Statuses of tickets that are neither solved, closed nor cancelled. */
export const OPEN_STATUSES = [
  'waiting',
  'claimed',
  'calling',
  'unreached',
  'follow-up',
] as const satisfies readonly TicketStatus[];

/** Statuses of tickets in the queue that no agent holds. */
export const WAITING_STATUSES = [
  'waiting',
  'unreached',
  'follow-up',
] as const satisfies readonly TicketStatus[];

/** Whether a ticket with this status is neither solved, closed nor cancelled. */
export const isOpen = (status: TicketStatus): boolean =>
  OPEN_STATUSES.some((open) => open === status);

/** Whether a ticket with this status is in the queue and no agent holds it. */
export const isWaiting = (status: TicketStatus): boolean =>
  WAITING_STATUSES.some((waiting) => waiting === status);

import type { Ticket } from '../contract/ticket.ts';
import { hasEnded } from './ticket-status.ts';

/**
 * Whether the desk is late with the call that a ticket promises. By the desk's instants alone: the
 * device's clock may be hours off. A call in progress is late no more.
 * @example isOverdue({ status: 'waiting', dueAt: '2026-11-27T03:18:00Z', asOf: '2026-11-27T03:19:00Z' })
 * // true
 */
export const isOverdue = ({
  status,
  dueAt,
  asOf,
}: Pick<Ticket, 'status' | 'dueAt' | 'asOf'>): boolean =>
  status !== 'calling' && !hasEnded(status) && Date.parse(dueAt ?? '') < Date.parse(asOf);

import type { Ticket } from '../contract/ticket.ts';

const dueOf = ({ status, dueAt }: Pick<Ticket, 'status' | 'dueAt'>): number =>
  status === 'calling' ? 0 : Date.parse(dueAt ?? '') || Number.MAX_VALUE;

/**
 * Open tickets in the order in which the desk has to do something for them: calls in progress, then by
 * due time, then those that promise none.
 */
export const mostUrgentFirst = <Row extends Pick<Ticket, 'status' | 'dueAt'>>(
  tickets: readonly Row[],
): Row[] => [...tickets].sort((one, other) => dueOf(one) - dueOf(other));

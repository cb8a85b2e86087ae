import type { TicketRecord } from './ticket.ts';

/**
 * Whether another agent has a valid claim. An agent keeps an expired claim until somebody else
 * takes the ticket.
 */
export const isHeldByAnother = (
  { claimedBy, claimUntil }: Pick<TicketRecord, 'claimedBy' | 'claimUntil'>,
  agent: string,
  now: number,
): boolean => claimedBy !== null && claimedBy !== agent && claimUntil !== null && claimUntil >= now;

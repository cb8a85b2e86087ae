import type { TicketRecord } from './ticket.ts';

/** Of a ticket what the wall counts; nothing of it tells who the member is. */
export type WallTicket = Pick<
  TicketRecord,
  'number' | 'tier' | 'line' | 'topic' | 'status' | 'createdAt' | 'dueAt' | 'notBefore' | 'promiseMinutes' | 'firstCallAt' | 'firstCallDueAt' | 'attempts' | 'talkMs' | 'closedAt' | 'outcome' | 'rating' | 'feedback' | 'ratedAt'
>;

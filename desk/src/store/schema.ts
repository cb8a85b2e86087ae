import type { TicketStatus } from '../../../src/contract/ticket-status.ts';
import type { TicketRecord } from '../domain/ticket.ts';

/** SQLite has no booleans. */
type Flag = 0 | 1;

export type TicketTable = Omit<TicketRecord, 'urgent' | 'senior'> & { urgent: Flag; senior: Flag };

/** The tables in camelCase; in the database they and their columns are snake_case. */
export interface Schema {
  ticket: TicketTable;
  ticketEvent: {
    ticket: string;
    /** From 1, without gaps, so that two writers cannot add the same step. */
    seq: number;
    at: number;
    status: TicketStatus;
    actor: 'member' | 'agent' | 'desk';
  };
  idempotency: { keyHash: string; fingerprint: string; ticket: string; expiresAt: number };
  setting: { name: string; value: string };
}

import type { AgentRecord } from '../domain/agent.ts';
import type { TicketEvent } from '../../wire/ticket.ts';
import type { TicketNote, TicketRecord } from '../domain/ticket.ts';
import type { SessionRecord } from '../auth/session.ts';
import type { AuditRecord, Delivery } from './store.ts';

/** SQLite has no booleans. */
type Flag = 0 | 1;

export type TicketTable = Omit<TicketRecord, 'urgent' | 'senior'> & { urgent: Flag; senior: Flag };

/** The tables in camelCase; in the database they and their columns are snake_case. Ids are made by `domain/sorted-id.ts`: they sort by time. */
export interface Schema {
  ticket: TicketTable;
  ticketEvent: TicketEvent & {
    ticket: string;
    /** From 1, without gaps, so that two writers cannot add the same step. */
    seq: number;
  };
  ticketNote: TicketNote;
  idempotency: { keyHash: string; fingerprint: string; ticket: string; expiresAt: number };
  setting: { name: string; value: string };
  /** How many places of a window are taken. */
  slot: { line: string; startsAt: number; taken: number };
  brief: {
    code: string;
    createdAt: number;
    expiresAt: number;
    member: string | null;
    line: string;
    body: string;
  };
  agent: AgentRecord;
  /** Only hashes of tokens; `previousHash` still counts until `previousUntil`, for requests under way while a token is replaced. */
  session: SessionRecord & { previousHash: string | null; previousUntil: number | null };
  audit: AuditRecord;
  /** What is known of a line besides its hours. JSON where text holds more than a word. */
  lineState: {
    line: string;
    closedReason: string | null;
    closedUntil: number | null;
    closedAt: number | null;
    /** The wait that a supervisor shows, until `waitUntil`. */
    waitLeast: number | null;
    waitMost: number | null;
    waitUntil: number | null;
    /** What a phone system said last. */
    loadWaiting: number | null;
    loadAgents: number | null;
    loadLeast: number | null;
    loadMost: number | null;
    loadAt: number | null;
  };
  outbox: Delivery & {
    /** Taken by a worker until then; another may take it afterwards. */
    lockedUntil: number | null;
  };
}

import type { AgentRecord } from '../domain/agent.ts';
import type { TicketEvent } from '../../wire/ticket.ts';
import type { CallEnd } from '../domain/figures.ts';
import type { TicketNote, TicketRecord } from '../domain/ticket.ts';
import type { SessionRecord } from '../auth/session.ts';
import type { AuditRecord, Delivery } from './store.ts';

/** SQLite has no booleans. */
type Flag = 0 | 1;

export type TicketTable = Omit<TicketRecord, 'urgent' | 'senior' | 'inquiries'> & {
  urgent: Flag;
  senior: Flag;
  /** JSON; null where there are none. */
  inquiries: string | null;
};

/**
 * The tables, in camelCase here and snake_case in the database. Ids come from
 * `domain/sorted-id.ts`: they sort by time.
 */
export interface Schema {
  ticket: TicketTable;
  ticketEvent: TicketEvent & {
    ticket: string;
    /** From 1, without gaps: two writers cannot add the same event. */
    seq: number;
  };
  ticketNote: TicketNote;
  /** Calls that members report. `number` as dialled; null where the member gave none. */
  callReport: { id: string; ticket: string; at: number; number: string | null; ours: Flag | null };
  idempotency: { keyHash: string; fingerprint: string; ticket: string; expiresAt: number };
  /** Calls with a result, for figures. */
  agentCall: {
    ticket: string;
    startedAt: number;
    endedAt: number;
    agent: string;
    line: string;
    result: CallEnd;
    cameIn: Flag;
    kept: Flag | null;
  };
  setting: { name: string; value: string };
  /** How many places of a slot are taken. */
  slot: { line: string; startsAt: number; taken: number };
  brief: {
    code: string;
    createdAt: number;
    expiresAt: number;
    member: string | null;
    tier: string | null;
    line: string;
    body: string;
    /** Number of the ticket that an agent opened for a call with this code. */
    ticket: string | null;
    /** SHA-256 of the key of the device that took the code. Codes of before have none. */
    keyHash: string | null;
  };
  /** What members take to their phone. Only hashes of ids and of the phones' cookies. */
  handoff: {
    idHash: string;
    createdAt: number;
    expiresAt: number;
    /** The phone that has opened it; null until one has. */
    deviceHash: string | null;
    member: string | null;
    tier: string | null;
    /** A HandoffRequest as JSON. */
    body: string;
  };
  /** Screenshots: what is known of each. Those of nobody expire. */
  attachment: {
    id: string;
    /** HMACs of the Idempotency-Key and of the file that was sent. */
    keyHash: string;
    fingerprint: string;
    createdAt: number;
    /** Null once a ticket has it. */
    expiresAt: number | null;
    type: string;
    width: number;
    height: number;
    bytes: number;
    /** Code of the brief, then number of the ticket, that claimed it. */
    brief: string | null;
    ticket: string | null;
    /** Number of the ticket with which it came; another than `ticket` after a merge. */
    sentWith: string | null;
    claimedAt: number | null;
    /** Its place among those of one claim, in the order in which they were named. */
    place: number | null;
  };
  /** The bytes of screenshots; empty where they are kept as files. */
  attachmentData: { id: string; data: Uint8Array };
  agent: AgentRecord;
  /**
   * Only hashes of tokens. `previousHash` is valid until `previousUntil`, for requests that were
   * under way while the token was replaced.
   */
  session: SessionRecord & { previousHash: string | null; previousUntil: number | null };
  audit: AuditRecord;
  /**
   * What is known of a line besides its hours, see `domain/line-state.ts`. `closedReason` is JSON.
   */
  lineState: {
    line: string;
    closedReason: string | null;
    closedUntil: number | null;
    closedAt: number | null;
    /** Wait that a supervisor shows, in minutes, until `waitUntil`. */
    waitLeast: number | null;
    waitMost: number | null;
    waitUntil: number | null;
    /** Last report of the phone system. */
    loadWaiting: number | null;
    loadAgents: number | null;
    loadLeast: number | null;
    loadMost: number | null;
    loadAt: number | null;
  };
  /** Notices to members. `words` and `lines` are JSON. */
  notice: {
    id: string;
    words: string;
    lines: string | null;
    fromAt: number;
    untilAt: number;
    by: string;
  };
  /** Hours of single dates. `periods` and `reason` are JSON. */
  dayHours: {
    line: string;
    date: string;
    periods: string;
    reason: string | null;
    endsAt: number;
    by: string;
  };
  /**
   * Points that were taken from a limit; they are given back at `expiresAt`. Keys hold no personal
   * data, only HMACs of it.
   */
  throttle: { key: string; points: number; expiresAt: number };
  /** To which line a signed report of a phone system was first sent. */
  loadMessage: { hash: string; line: string; expiresAt: number };
  outbox: Delivery & {
    ticket: string | null;
    /** Leased by a worker until then. */
    lockedUntil: number | null;
  };
}

import type { HotlineEventType } from '../../wire/hotline-event.ts';
import type { TicketEvent } from '../../wire/ticket.ts';
import type { CallRecord } from './figures.ts';
import type { TicketRecord } from './ticket.ts';

/** A slot of a line. */
export interface SlotRef {
  line: string;
  /** Epoch ms. */
  startsAt: number;
}

/** A slot in which a ticket takes one place. */
export interface SlotToTake extends SlotRef {
  /** Number of places in it. */
  capacity: number;
}

export interface AuditEntry {
  /** Id of an agent, `member`, or `desk`. */
  actor: string;
  /** What was done: `ticket.claimed`, `agent.added`, … */
  action: string;
  /** What was changed, when it is not a ticket. Never personal data of a member. */
  detail?: string | undefined;
}

/** A call that a member reports: it was not from the shop, or they do not think so. */
export interface ReportedCall {
  /** The number that called, as dialled; null when the member gave none. */
  number: string | null;
  /** Whether it is one of the shop's numbers; null when that is not known. */
  ours: boolean | null;
}

/**
 * What an action changes about one ticket. Rules in `domain/` decide it; the store applies it in a
 * transaction that locks the ticket, all or nothing.
 */
export interface TicketChange {
  set: Partial<Omit<TicketRecord, 'number'>>;
  events?: readonly TicketEvent[];
  /**
   * Events of the timeline and notes that are later than this (epoch ms) get this time: a clock that
   * was ahead wrote them.
   */
  happenedBy?: number;
  /** The slot whose place the ticket gives back. */
  release?: SlotRef;
  /** Refused with `slot-full` when all places are taken. */
  take?: SlotToTake;
  /** Events that receivers are told of, with the ticket as it is after the change. */
  announce?: readonly HotlineEventType[];
  /** Ids of screenshots that the ticket claims. Refused with `unknown-attachment`. */
  claim?: readonly string[];
  /** A call that has ended with a result. */
  call?: CallRecord;
  audit?: AuditEntry;
  /** A note for other agents. */
  note?: { agent: string; text: string };
  /** A call that the member reports, first reported at `at` (epoch ms). */
  report?: ReportedCall & { at: number };
  /** Removes notes and everything else that identifies the member. */
  erase?: boolean;
  /** Removes the briefs that hold the same data as the ticket did. Only together with `erase`. */
  eraseBriefs?: boolean;
}

/** The decision of a rule: change the ticket, or refuse. */
export type Decision<Refusal extends string> =
  { ok: true; change: TicketChange } | { ok: false; refusal: Refusal };

import type { HotlineEventType } from '../../wire/hotline-event.ts';
import type { TicketEvent } from '../../wire/ticket.ts';
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
  /** Of what besides a ticket; never personal data of a member. */
  detail?: string | undefined;
}

/**
 * What an action does to one ticket. Rules in `domain/` make it from the ticket as it is; the store carries it out, all or
 * nothing, while nobody else can change that ticket.
 */
export interface TicketChange {
  set: Partial<Omit<TicketRecord, 'number'>>;
  events?: readonly TicketEvent[];
  /** The slot whose place the ticket gives back. */
  release?: SlotRef;
  /** Refused with `slot-full` when all places are taken. */
  take?: SlotToTake;
  /** What the shop and the agents' groups are told, of the ticket as it is afterwards. */
  announce?: readonly HotlineEventType[];
  audit?: AuditEntry;
  /** For other agents. */
  note?: { agent: string; text: string };
  /** Removes notes and whatever else tells of the member. */
  erase?: boolean;
}

/** What a rule decides: to change the ticket, or why not. */
export type Decision<Refusal extends string> =
  { ok: true; change: TicketChange } | { ok: false; refusal: Refusal };

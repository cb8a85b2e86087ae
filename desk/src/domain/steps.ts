import type { SlotRef, TicketChange } from './change.ts';
import { isOpen, type WaitingStatus } from '../../../src/core/ticket-status.ts';
import {
  statusBeforeClaim as lastWaitingStatus,
  type Outcome,
  type TicketEvent,
} from '../../wire/ticket.ts';
import { isWaitedFor, type Inquiry } from '../../wire/inquiry.ts';
import type { StoredTicket, TicketRecord } from './ticket.ts';

/** Who caused an event of the timeline. */
export type By = Pick<TicketEvent, 'actor' | 'agent'>;
export const MEMBER: By = { actor: 'member', agent: null };
export const DESK: By = { actor: 'desk', agent: null };
export const agentBy = (agent: string): By => ({ actor: 'agent', agent });

/** Columns of a ticket without claim and call. */
export const NOT_HELD = {
  claimedBy: null,
  claimedAt: null,
  claimUntil: null,
  callStartedAt: null,
} as const;

const NO_SLOT = { windowFrom: null, windowTo: null } as const;

/** A status change, as an event of the timeline. */
export const step = (at: number, status: TicketEvent['status'], by: By): TicketEvent => ({
  at,
  status,
  kind: 'status',
  ...by,
});

/** The status from before the claim. */
export const statusBeforeClaim = ({ timeline }: StoredTicket): WaitingStatus =>
  lastWaitingStatus(timeline);

/** The slot in which an open ticket has a place. */
export const heldSlot = ({ status, line, windowFrom }: TicketRecord): SlotRef | undefined =>
  isOpen(status) && windowFrom !== null ? { line, startsAt: windowFrom } : undefined;

const released = (ticket: TicketRecord): Pick<TicketChange, 'release'> => {
  const release = heldSlot(ticket);
  return release ? { release } : {};
};

/**
 * Columns for a new promise: not nudged and not overdue. The slot of the old promise is released.
 */
export function promised(
  ticket: TicketRecord,
  promise: {
    notBefore: number | null;
    dueAt: number | null;
    slot?: { from: number; to: number };
  },
): Pick<TicketChange, 'set' | 'release'> {
  const { notBefore, dueAt, slot } = promise;
  const booked = slot ? { windowFrom: slot.from, windowTo: slot.to } : NO_SLOT;
  return {
    set: { notBefore, dueAt, nudgedAt: null, overdueAt: null, ...booked },
    ...released(ticket),
  };
}

/**
 * Columns of a ticket that is opened again after its end: what was promised before is over. How it
 * ended stays in the timeline.
 */
export const reopened = () =>
  ({
    ...NOT_HELD,
    ...NO_SLOT,
    closedAt: null,
    outcome: null,
    dueAt: null,
    notBefore: null,
    nudgedAt: null,
    overdueAt: null,
    attempts: 0,
  }) as const;

/** Inquiries of a ticket whose member no longer needs to answer them. */
export const withdrawAll = (inquiries: readonly Inquiry[], now: number): Inquiry[] =>
  inquiries.map((inquiry) => (isWaitedFor(inquiry) ? { ...inquiry, withdrawnAt: now } : inquiry));

/** Ends a ticket. Its promise stays as it was, for the figures of the wall. */
export function ended(
  ticket: TicketRecord,
  outcome: Outcome,
  now: number,
  by: By,
): Pick<TicketChange, 'set' | 'events' | 'release'> {
  const status = outcome === 'solved' || outcome === 'cancelled' ? outcome : 'closed';
  return {
    set: {
      ...NOT_HELD,
      status,
      outcome,
      closedAt: now,
      inquiries: withdrawAll(ticket.inquiries, now),
    },
    events: [step(now, status, by)],
    ...released(ticket),
  };
}

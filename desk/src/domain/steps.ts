import type { SlotRef, TicketChange } from './change.ts';
import { isOpen, isWaiting, type WaitingStatus } from '../../../src/core/ticket-status.ts';
import type { Outcome, TicketEvent } from '../../wire/ticket.ts';
import type { StoredTicket, TicketRecord } from './ticket.ts';

/** Who takes a step, as the timeline knows them. */
export type By = Pick<TicketEvent, 'actor' | 'agent'>;
export const MEMBER: By = { actor: 'member', agent: null };
export const DESK: By = { actor: 'desk', agent: null };
export const agentBy = (agent: string): By => ({ actor: 'agent', agent });

/** Nobody holds it, and no call is under way. */
export const NOT_HELD = {
  claimedBy: null,
  claimedAt: null,
  claimUntil: null,
  callStartedAt: null,
} as const;

const NO_WINDOW = { windowFrom: null, windowTo: null } as const;

/** A change of status, as it goes into the timeline. */
export const step = (at: number, status: TicketEvent['status'], by: By): TicketEvent => ({
  at,
  status,
  kind: 'status',
  ...by,
});

/** What it was before an agent took it up. */
export const statusBeforeClaim = ({ timeline }: StoredTicket): WaitingStatus =>
  timeline.reduce<WaitingStatus>(
    (last, { status }) => (isWaiting(status) ? status : last),
    'waiting',
  );

/** The slot in which an open ticket holds a place. */
export const heldSlot = ({ status, line, windowFrom }: TicketRecord): SlotRef | undefined =>
  isOpen(status) && windowFrom !== null ? { line, startsAt: windowFrom } : undefined;

const released = (ticket: TicketRecord): Pick<TicketChange, 'release'> => {
  const release = heldSlot(ticket);
  return release ? { release } : {};
};

/** A promise takes the place of the one before it: nobody has asked after the new one yet, and it is not broken. */
export function promised(
  ticket: TicketRecord,
  promise: {
    notBefore: number | null;
    dueAt: number | null;
    window?: { from: number; to: number };
  },
): Pick<TicketChange, 'set' | 'release'> {
  const { notBefore, dueAt, window } = promise;
  const booked = window ? { windowFrom: window.from, windowTo: window.to } : NO_WINDOW;
  return {
    set: { notBefore, dueAt, nudgedAt: null, overdueAt: null, ...booked },
    ...released(ticket),
  };
}

/** The end of a ticket. The promise stays as it stood, for the wall to count. */
export function ended(
  ticket: TicketRecord,
  outcome: Outcome,
  now: number,
  by: By,
): Pick<TicketChange, 'set' | 'events' | 'release'> {
  const status = outcome === 'solved' || outcome === 'cancelled' ? outcome : 'closed';
  return {
    set: { ...NOT_HELD, status, outcome, closedAt: now },
    events: [step(now, status, by)],
    ...released(ticket),
  };
}

import { isOpen, isWaiting } from '../../../src/core/ticket-status.ts';
import type { Presence, Role } from '../../wire/agent.ts';
import { CLAIM_MS, isConnected, type AgentRecord } from './agent.ts';
import type { AgentRefusal } from './agent-actions.ts';
import type { Decision } from './change.ts';
import { agentBy, step } from './steps.ts';
import type { StoredTicket } from './ticket.ts';

/** Who hands the ticket on, and to whom. */
interface Transfer {
  /** Id of the agent who acts. */
  agent: string;
  role: Role;
  /** Id of the agent who gets the ticket. */
  to: string;
  /** For other agents. */
  note?: string | undefined;
  /** Epoch ms. */
  now: number;
}

/** Whether an agent may hand a ticket on. */
export const mayTransfer = (
  { status, claimedBy }: Pick<StoredTicket, 'status' | 'claimedBy'>,
  { id, role }: Pick<AgentRecord, 'id' | 'role'>,
): boolean => isOpen(status) && (role === 'supervisor' || claimedBy === id);

/**
 * Hands a ticket on to another agent. The agent who holds it may, and a supervisor whoever holds it:
 * also to themselves, and when nobody does. A call in progress goes on with the other agent. To the
 * agent who has it already changes nothing, so that a repeated request is answered alike.
 */
export function transfer({ agent, role, to, note, now }: Transfer) {
  return (ticket: StoredTicket): Decision<AgentRefusal> => {
    const { status, claimedBy } = ticket;
    if (!isOpen(status)) return { ok: false, refusal: 'not-claimable' };
    if (!mayTransfer(ticket, { id: agent, role }))
      return { ok: false, refusal: claimedBy === null ? 'not-held' : 'held-by-another' };
    if (claimedBy === to) return { ok: true, change: { set: {} } };
    const by = agentBy(agent);
    const isFree = isWaiting(status);
    const after = isFree ? 'claimed' : status;
    return {
      ok: true,
      change: {
        set: { status: after, claimedBy: to, claimedAt: now, claimUntil: now + CLAIM_MS },
        events: [
          ...(isFree ? [step(now, after, by)] : []),
          { ...step(now, after, by), kind: 'transferred' },
        ],
        ...(isFree && { announce: ['callback.claimed'] as const }),
        ...(note !== undefined && { note: { agent, text: note } }),
        audit: { actor: agent, action: 'ticket.transferred', detail: to },
      },
    };
  };
}

const PRESENCES: readonly Presence[] = ['here', 'on-call', 'away'];

/**
 * The supervisor who gets a ticket that is for any of them: one who is there, rather free than on a
 * call, and holds the fewest tickets.
 * @param held number of tickets by agent
 * @returns undefined while no other supervisor's console is connected
 */
export function supervisorFor(
  agent: string,
  agents: readonly AgentRecord[],
  held: ReadonlyMap<string, number>,
  now: number,
): AgentRecord | undefined {
  const rank = ({ id, presence }: AgentRecord): number =>
    PRESENCES.indexOf(presence) * 1e6 + (held.get(id) ?? 0);
  return agents
    .filter((one) => one.role === 'supervisor' && one.id !== agent && isConnected(one, now))
    .sort((a, b) => rank(a) - rank(b))[0];
}

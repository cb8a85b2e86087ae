import type { Config } from '../../../src/contract/config.ts';
import { DAY } from '../../../src/core/time.ts';
import { CLAIM_MS } from './agent.ts';
import type { Decision, TicketChange } from './change.ts';
import type { CallResult, TicketView } from '../../wire/ticket.ts';
import { dueAfter, nextTry } from './retry.ts';
import { agentBy, ended, NOT_HELD, promised, statusBeforeClaim, step } from './steps.ts';
import { isOpen } from '../../../src/core/ticket-status.ts';
import type { StoredTicket, TicketRecord } from './ticket.ts';

export type AgentRefusal = 'held-by-another' | 'not-held' | 'not-claimable' | 'not-in-future';
type Rule = (ticket: StoredTicket) => Decision<AgentRefusal>;

/** Who acts, and when. */
interface Acting {
  /** Id of the agent. */
  agent: string;
  /** Epoch ms. */
  now: number;
}

/** A call can be agreed for at most so far ahead. */
const LATEST_FOLLOW_UP = 90 * DAY;

const refuse = (refusal: AgentRefusal): Decision<AgentRefusal> => ({ ok: false, refusal });
const accept = (change: TicketChange): Decision<AgentRefusal> => ({ ok: true, change });

/** A claim that has run out keeps nobody else away; until somebody else takes the ticket, it is still the agent's own. */
const isHeldByAnother = (
  { claimedBy, claimUntil }: TicketRecord,
  agent: string,
  now: number,
): boolean => claimedBy !== null && claimedBy !== agent && claimUntil !== null && claimUntil >= now;

const isEarly = ({ notBefore }: TicketRecord, now: number): boolean =>
  notBefore !== null && notBefore > now;

const notHeld = (ticket: TicketRecord, { agent, now }: Acting): Decision<AgentRefusal> =>
  refuse(isHeldByAnother(ticket, agent, now) ? 'held-by-another' : 'not-held');

/**
 * The agent takes a ticket, for `CLAIM_MS` unless their console renews it. Also one that is to be called later: its member may be on the line now.
 * Taking what they hold renews it.
 */
export function claim(by: Acting): Rule {
  const { agent, now } = by;
  const held = { claimUntil: now + CLAIM_MS };
  return (ticket) => {
    if (!isOpen(ticket.status)) return refuse('not-claimable');
    if (ticket.claimedBy === agent) return accept({ set: held });
    if (isHeldByAnother(ticket, agent, now)) return refuse('held-by-another');
    return accept({
      set: { ...NOT_HELD, ...held, status: 'claimed', claimedBy: agent, claimedAt: now },
      events: [step(now, 'claimed', agentBy(agent))],
      announce: ['callback.claimed'],
      audit: { actor: agent, action: 'ticket.claimed' },
    });
  };
}

/** The agent gives a ticket back as it was before. A call that is under way ends with its result instead. */
export function release(by: Acting): Rule {
  return (ticket) => {
    if (ticket.claimedBy !== by.agent || ticket.status !== 'claimed') return notHeld(ticket, by);
    const status = statusBeforeClaim(ticket);
    return accept({
      set: { ...NOT_HELD, status },
      events: [step(by.now, status, agentBy(by.agent))],
      audit: { actor: by.agent, action: 'ticket.released' },
    });
  };
}

/** The agent calls the member. `not-claimable` before the time that the member was told: a promise not to call sooner binds agents too. */
export function startCall(by: Acting): Rule {
  const { agent, now } = by;
  return (ticket) => {
    if (ticket.claimedBy !== agent || ticket.status !== 'claimed') return notHeld(ticket, by);
    if (isEarly(ticket, now)) return refuse('not-claimable');
    return accept({
      set: {
        status: 'calling',
        callStartedAt: now,
        claimUntil: now + CLAIM_MS,
        ...firstCall(ticket, now),
      },
      events: [step(now, 'calling', agentBy(agent))],
      audit: { actor: agent, action: 'ticket.called' },
    });
  };
}

/** The first time that the shop and the member speak, or could have, settles whether the first promise was kept. */
const firstCall = (ticket: TicketRecord, now: number): Partial<TicketRecord> =>
  ticket.firstCallAt === null ? { firstCallAt: now, firstCallDueAt: ticket.dueAt } : {};

/** Whether a result can be given: after a call; or without one where the member has called by themselves. */
const mayResult = (ticket: TicketRecord, agent: string, result?: CallResult['result']): boolean =>
  ticket.claimedBy === agent &&
  (ticket.status === 'calling' ||
    (ticket.status === 'claimed' && result !== 'not-reached' && result !== 'wrong-number'));

/**
 * How it went. A ticket that is not at its end gets a new promise: after a miss by `domain/retry.ts`, or the time that was agreed, which must lie
 * ahead, by 90 days at most (`not-in-future`).
 */
export function giveResult(by: Acting & { result: CallResult; shop: Config }): Rule {
  const { agent, now, result, shop } = by;
  return (ticket) => {
    if (!mayResult(ticket, agent, result.result)) return notHeld(ticket, by);
    const decided = outcomeOf(ticket, by, result, shop);
    if (!decided) return refuse('not-in-future');
    const talkMs =
      ticket.callStartedAt === null
        ? ticket.talkMs
        : ticket.talkMs + Math.max(0, now - ticket.callStartedAt);
    return accept({
      ...decided,
      set: { ...firstCall(ticket, now), ...decided.set, talkMs },
      audit: { actor: agent, action: `ticket.${result.result}` },
    });
  };
}

/** Undefined for an agreed time that cannot be. */
function outcomeOf(
  ticket: StoredTicket,
  { agent, now }: Acting,
  result: CallResult,
  shop: Config,
): TicketChange | undefined {
  const by = agentBy(agent);
  const again = (status: 'unreached' | 'follow-up', at: number, attempts: number): TicketChange => {
    const { set, ...rest } = promised(ticket, { notBefore: at, dueAt: dueAfter(at, ticket, shop) });
    return {
      ...rest,
      set: { ...NOT_HELD, ...set, status, attempts },
      events: [step(now, status, by)],
    };
  };
  switch (result.result) {
    case 'solved':
      return { ...ended(ticket, 'solved', now, by), announce: ['callback.completed'] };
    case 'wrong-number':
      return { ...ended(ticket, 'wrong-number', now, by), announce: ['callback.completed'] };
    case 'cancelled-by-member':
      return { ...ended(ticket, 'cancelled', now, by), announce: ['callback.cancelled'] };
    case 'follow-up':
      return result.at > now && result.at <= now + LATEST_FOLLOW_UP
        ? again('follow-up', result.at, ticket.attempts)
        : undefined;
    case 'not-reached': {
      const attempts = ticket.attempts + 1;
      const at = nextTry(ticket, now, shop);
      if (at !== undefined) return again('unreached', at, attempts);
      const { set, ...rest } = ended(ticket, 'unreached', now, by);
      return { ...rest, set: { ...set, attempts }, announce: ['callback.completed'] };
    }
  }
}

/** An agent leaves a note for the others, on any ticket whose data is not erased (`not-claimable`): nothing about a member outlives that. */
export function addNote({ agent, text }: Acting & { text: string }): Rule {
  return (ticket) =>
    ticket.erasedAt === null
      ? accept({ set: {}, note: { agent, text }, audit: { actor: agent, action: 'ticket.noted' } })
      : refuse('not-claimable');
}

/** What an agent may do now, by the rules above. */
export function agentMay(ticket: StoredTicket, agent: string, now: number): TicketView['may'] {
  const by = { agent, now };
  return {
    claim: ticket.claimedBy !== agent && claim(by)(ticket).ok,
    release: release(by)(ticket).ok,
    call: startCall(by)(ticket).ok,
    result: mayResult(ticket, agent),
  };
}

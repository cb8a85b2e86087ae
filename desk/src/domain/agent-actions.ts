import type { Config } from '../../../src/contract/config.ts';
import { DAY, MINUTE } from '../../../src/core/time.ts';
import { CLAIM_MS } from './agent.ts';
import { isHeldByAnother } from './held.ts';
import type { Decision, TicketChange } from './change.ts';
import type { CallEnd, CallRecord } from './figures.ts';
import type { CallResult, TicketEvent, TicketView } from '../../wire/ticket.ts';
import { dueAfter, dueAgreed, nextTry } from './retry.ts';
import { agentBy, ended, NOT_HELD, promised, reopened, statusBeforeClaim, step } from './steps.ts';
import { isOpen } from '../../../src/core/ticket-status.ts';
import type { StoredTicket, TicketRecord } from './ticket.ts';

export type AgentRefusal =
  'held-by-another' | 'not-held' | 'not-claimable' | 'not-in-future' | 'no-number';
type Rule = (ticket: StoredTicket) => Decision<AgentRefusal>;

/** The agent who acts, and when. */
interface Actor {
  /** Id of the agent. */
  agent: string;
  /** Epoch ms. */
  now: number;
}

/** A number to call: E.164, and what to dial once connected. */
export type PhoneSaid = Pick<TicketRecord, 'phone' | 'extension'>;

/** An agreed call may be at most this far ahead, ms. */
const MAX_FOLLOW_UP_MS = 90 * DAY;

const refuse = (refusal: AgentRefusal): Decision<AgentRefusal> => ({ ok: false, refusal });
const accept = (change: TicketChange): Decision<AgentRefusal> => ({ ok: true, change });

const isEarly = ({ notBefore }: TicketRecord, now: number): boolean =>
  notBefore !== null && notBefore > now;

const notHeld = (ticket: TicketRecord, { agent, now }: Actor): Decision<AgentRefusal> =>
  refuse(isHeldByAnother(ticket, agent, now) ? 'held-by-another' : 'not-held');

/**
 * The agent claims a ticket for `CLAIM_MS`; beats of their console renew the claim. A ticket for
 * later may be claimed too, because its member may be on the phone right now. Claiming one's own
 * ticket renews it.
 */
export function claim(by: Actor): Rule {
  const { agent, now } = by;
  const held = { claimUntil: now + CLAIM_MS };
  return (ticket) => {
    if (!isOpen(ticket.status)) return refuse('not-claimable');
    if (ticket.claimedBy === agent) return accept({ set: held });
    if (isHeldByAnother(ticket, agent, now)) return refuse('held-by-another');
    return accept({
      set: {
        ...NOT_HELD,
        ...held,
        status: 'claimed',
        claimedBy: agent,
        claimedAt: now,
        answeredAt: null,
      },
      events: [step(now, 'claimed', agentBy(agent))],
      announce: ['callback.claimed'],
      audit: { actor: agent, action: 'ticket.claimed' },
    });
  };
}

/**
 * The agent gives a claimed ticket back to the queue. A call in progress ends with its result
 * instead.
 */
export function release(by: Actor): Rule {
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

/** A call is announced to the member once in this time, ms; dialling again later announces it anew. */
const ANNOUNCED_MS = 3 * MINUTE;

/**
 * The agent starts to call the member, whose ticket says so. Refused with `not-claimable` before the
 * announced time: the promise not to call earlier binds agents too. Pressed twice, it is one call;
 * who dials again later in the same call is announced again.
 */
export function startCall(by: Actor): Rule {
  const { agent, now } = by;
  return (ticket) => {
    const announced = announcedCallAt(ticket);
    if (ticket.claimedBy === agent && announced !== undefined)
      return accept({
        set: { claimUntil: now + CLAIM_MS },
        ...(now - announced >= ANNOUNCED_MS && {
          events: [step(now, 'calling', agentBy(agent))],
          audit: { actor: agent, action: 'ticket.called' },
        }),
      });
    if (ticket.claimedBy !== agent || ticket.status !== 'claimed') return notHeld(ticket, by);
    if (isEarly(ticket, now)) return refuse('not-claimable');
    if (ticket.phone === '') return refuse('no-number');
    return accept({
      set: {
        status: 'calling',
        callStartedAt: now,
        claimUntil: now + CLAIM_MS,
        answeredAt: null,
        ...firstCall(ticket, now),
      },
      events: [step(now, 'calling', agentBy(agent))],
      audit: { actor: agent, action: 'ticket.called' },
    });
  };
}

/**
 * The member is on the phone: the agent takes their ticket up in the midst of the call, before its
 * time and before it was claimed. A ticket that has ended is opened again; what was promised before
 * its end is over.
 */
export function answerCall(by: Actor): Rule {
  const { agent, now } = by;
  return (ticket) => {
    const { status, claimedBy, erasedAt, mergedInto } = ticket;
    // The ticket that it was merged into is the one to take up.
    if (erasedAt !== null || mergedInto !== null) return refuse('not-claimable');
    if (isHeldByAnother(ticket, agent, now)) return refuse('held-by-another');
    const claimUntil = now + CLAIM_MS;
    // Pressed twice, or the answer was lost.
    if (status === 'calling' && claimedBy === agent) return accept({ set: { claimUntil } });
    const again = isOpen(status) ? ticket : { ...ticket, dueAt: null };
    const came: TicketEvent = { ...step(now, 'calling', agentBy(agent)), kind: 'called-in' };
    return accept({
      set: {
        ...(isOpen(status) ? {} : reopened()),
        status: 'calling',
        claimedBy: agent,
        claimedAt: now,
        claimUntil,
        callStartedAt: now,
        answeredAt: null,
        ...firstCall(again, now),
      },
      events: isOpen(status)
        ? [came]
        : [{ ...step(now, 'waiting', agentBy(agent)), kind: 'reopened' }, came],
      ...(claimedBy !== agent && { announce: ['callback.claimed'] }),
      audit: { actor: agent, action: 'ticket.answered' },
    });
  };
}

/** The step with which the last call began. */
const lastCall = ({ timeline }: StoredTicket): TicketEvent | undefined =>
  timeline
    .filter(
      ({ status, kind }) => status === 'calling' && (kind === 'status' || kind === 'called-in'),
    )
    .at(-1);

/** Whether the call in progress came in. */
export const cameIn = (ticket: StoredTicket): boolean => lastCall(ticket)?.kind === 'called-in';

/** When the agent last began to call the member, epoch ms; undefined while no agent calls them. */
export const announcedCallAt = (ticket: StoredTicket): number | undefined =>
  ticket.status === 'calling' && !cameIn(ticket) ? lastCall(ticket)?.at : undefined;

/** The first call, or the member's own, settles whether the promise was kept. */
const firstCall = (ticket: TicketRecord, now: number): Partial<TicketRecord> =>
  ticket.firstCallAt === null ? { firstCallAt: now, firstCallDueAt: ticket.dueAt } : {};

/**
 * Whether the agent may give a result: after a call, or without one when the member has called in.
 * Whoever called in was reached.
 */
function mayResult(ticket: StoredTicket, agent: string, result?: CallResult['result']): boolean {
  if (ticket.claimedBy !== agent) return false;
  const wasReached = result !== 'not-reached' && result !== 'wrong-number';
  return ticket.status === 'calling'
    ? wasReached || !cameIn(ticket)
    : ticket.status === 'claimed' && wasReached;
}

/**
 * Records the result of a call. A ticket that stays open gets a new promise: after a missed call
 * the time of `domain/retry.ts`, otherwise the agreed time, which must lie ahead by at most 90 days
 * (`not-in-future`), and needs a number to call (`no-number`). What the agent wrote for the member
 * stays until another result replaces it.
 * @param by.phone The number to call from now on; absent when it stays
 */
export function giveResult(
  by: Actor & { result: CallResult; shop: Config; phone?: PhoneSaid | undefined },
): Rule {
  const { agent, now, result, shop, phone } = by;
  return (known) => {
    const ticket = phone === undefined ? known : { ...known, ...phoneOf(phone) };
    if (!mayResult(ticket, agent, result.result)) return notHeld(ticket, by);
    if (result.result === 'follow-up' && ticket.phone === '') return refuse('no-number');
    const decided = outcomeOf(ticket, by, result, shop);
    if (!decided) return refuse('not-in-future');
    const talkMs =
      ticket.callStartedAt === null
        ? ticket.talkMs
        : ticket.talkMs + Math.max(0, now - ticket.callStartedAt);
    return accept({
      ...decided,
      ...(ticket.callStartedAt !== null && {
        call: callOf(ticket, agent, ticket.callStartedAt, now, CALL_ENDS[result.result]),
      }),
      set: {
        ...firstCall(ticket, now),
        ...(phone !== undefined && phoneOf(phone)),
        ...decided.set,
        talkMs,
        answeredAt: null,
        ...(result.conclusion !== undefined && { conclusion: result.conclusion }),
      },
      ...(result.note !== undefined && { note: { agent, text: result.note } }),
      audit: { actor: agent, action: `ticket.${result.result}` },
    });
  };
}

const CALL_ENDS = {
  solved: 'solved',
  'not-reached': 'unreached',
  'wrong-number': 'wrong-number',
  'follow-up': 'follow-up',
  'cancelled-by-member': 'cancelled',
} as const satisfies Record<CallResult['result'], CallEnd>;

/** A call for the figures of the agent who ends it. */
function callOf(
  ticket: StoredTicket,
  agent: string,
  startedAt: number,
  endedAt: number,
  result: CallEnd,
): CallRecord {
  const { line, firstCallAt, firstCallDueAt } = ticket;
  return {
    agent,
    line,
    startedAt,
    endedAt: Math.max(startedAt, endedAt),
    result,
    cameIn: cameIn(ticket),
    kept: firstCallAt === startedAt && firstCallDueAt !== null ? startedAt <= firstCallDueAt : null,
  };
}

const phoneOf = ({ phone, extension }: PhoneSaid) => ({
  phone,
  phoneTail: phone.slice(-4),
  extension,
});

/** What an agent learns during a call that came in. */
export interface Learnt {
  line?: string | undefined;
  topic?: string | null | undefined;
  orderNumber?: string | null | undefined;
  phone?: PhoneSaid | undefined;
}

/**
 * Enters what the agent learns from a caller. Only in the ticket of a call that came in: what a
 * member wrote themselves stays as it is.
 */
export function learn(by: Actor & Learnt): Rule {
  const { agent, line, topic, orderNumber, phone } = by;
  return (ticket) => {
    if (ticket.claimedBy !== agent || !isOpen(ticket.status)) return notHeld(ticket, by);
    if (ticket.origin !== 'call') return refuse('not-claimable');
    return accept({
      set: {
        ...(line !== undefined && { line }),
        ...(topic !== undefined && { topic }),
        ...(orderNumber !== undefined && { orderNumber }),
        ...(phone !== undefined && phoneOf(phone)),
      },
      audit: { actor: agent, action: 'ticket.described' },
    });
  };
}

/** @returns undefined when the agreed time is past or too far ahead */
function outcomeOf(
  ticket: StoredTicket,
  { agent, now }: Actor,
  result: CallResult,
  shop: Config,
): TicketChange | undefined {
  const by = agentBy(agent);
  const again = (status: 'unreached' | 'follow-up', at: number, attempts: number): TicketChange => {
    const dueAt = (status === 'follow-up' ? dueAgreed : dueAfter)(at, ticket, shop);
    const { set, ...rest } = promised(ticket, { notBefore: at, dueAt });
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
      return result.at > now && result.at <= now + MAX_FOLLOW_UP_MS
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

/**
 * Adds a note for other agents. Refused with `not-claimable` once the member's data is erased: no
 * note about the member may outlive the erasure.
 */
export function addNote({ agent, text }: Actor & { text: string }): Rule {
  return (ticket) =>
    ticket.erasedAt === null
      ? accept({ set: {}, note: { agent, text }, audit: { actor: agent, action: 'ticket.noted' } })
      : refuse('not-claimable');
}

/** What an agent may do at `now` (epoch ms), by the rules above. */
export function agentMay(ticket: StoredTicket, agent: string, now: number): TicketView['may'] {
  const by = { agent, now };
  return {
    claim: ticket.claimedBy !== agent && claim(by)(ticket).ok,
    release: release(by)(ticket).ok,
    call: ticket.status !== 'calling' && startCall(by)(ticket).ok,
    answer: ticket.status !== 'calling' && answerCall(by)(ticket).ok,
    result: mayResult(ticket, agent),
  };
}

import type { When } from '../../../src/contract/callback.ts';
import type { Config } from '../../../src/contract/config.ts';
import type { Ticket } from '../../../src/contract/ticket.ts';
import { DAY, instantFrom } from '../../../src/core/time.ts';
import { mayReady, mayReopen } from './call-again.ts';
import { mayReport } from './report-call.ts';
import type { AuditEntry, Decision, TicketChange } from './change.ts';
import { lineOf } from './line-hours.ts';
import { isKeptByHours } from './out-of-hours.ts';
import { dueFromNow } from './retry.ts';
import { slotAt, slotToTake } from './slots.ts';
import { DESK, ended, MEMBER, NOT_HELD, promised, statusBeforeClaim, step } from './steps.ts';
import { isCancellable, type StoredTicket, type TicketRecord } from './ticket.ts';
import { isOpen } from '../../../src/core/ticket-status.ts';

export type MemberRefusal =
  | 'not-cancellable'
  | 'not-reschedulable'
  | 'unknown-slot'
  | 'not-nudgeable'
  | 'not-ratable'
  | 'not-erasable';
type Rule<Refusal extends MemberRefusal> = (ticket: StoredTicket) => Decision<Refusal>;

/** A ticket may be rated for this long after it ended, ms. */
export const RATE_WITHIN_MS = 30 * DAY;

const byMember = (action: string): AuditEntry => ({ actor: 'member', action: `ticket.${action}` });
const isWaitedFor = ({ notBefore }: TicketRecord, now: number): boolean =>
  notBefore !== null && notBefore > now;

const mayNudge = (ticket: StoredTicket, shop: Config, now: number): boolean =>
  isOpen(ticket.status) &&
  ticket.status !== 'calling' &&
  ticket.nudgedAt === null &&
  !isWaitedFor(ticket, now) &&
  !isKeptByHours(ticket, shop, now);

/** Whether the member has rated how it ended. A rating before it was opened again is of that end. */
export const isRated = ({ rating, ratedAt, closedAt }: TicketRecord): boolean =>
  rating !== null && (ratedAt === null || closedAt === null || ratedAt >= closedAt);

const mayRate = (ticket: TicketRecord, now: number): boolean => {
  const { status, outcome, closedAt, erasedAt } = ticket;
  return (
    outcome !== 'merged' &&
    (status === 'solved' || status === 'closed') &&
    !isRated(ticket) &&
    erasedAt === null &&
    closedAt !== null &&
    now <= closedAt + RATE_WITHIN_MS
  );
};

const mayErase = ({ status, erasedAt }: TicketRecord): boolean =>
  status !== 'calling' && erasedAt === null;

/** Whether "as soon as possible" would be earlier than the current promise. */
const maySooner = (ticket: TicketRecord, now: number): boolean =>
  ticket.windowFrom !== null || isWaitedFor(ticket, now);

const mayReschedule = (ticket: TicketRecord, now: number, shop: Config): boolean =>
  isCancellable(ticket.status) &&
  (maySooner(ticket, now) ||
    (shop.callbacks?.slots !== undefined && lineOf(shop, ticket.line) !== undefined));

/**
 * Cancels a ticket, until an agent is calling. A ticket that is already cancelled is refused too;
 * the caller looks at its status.
 */
export function cancel({ now }: { now: number }): Rule<'not-cancellable'> {
  return (ticket) =>
    isCancellable(ticket.status)
      ? {
          ok: true,
          change: {
            ...ended(ticket, 'cancelled', now, MEMBER),
            announce: ['callback.cancelled'],
            audit: byMember('cancelled'),
          },
        }
      : { ok: false, refusal: 'not-cancellable' };
}

/**
 * Moves a callback to another slot, or to as soon as possible. A claimed ticket goes back into the
 * queue. "As soon as possible" never makes a callback due later than before.
 */
export function reschedule({
  when,
  now,
  shop,
}: {
  when: When;
  now: number;
  shop: Config;
}): Rule<'not-reschedulable' | 'unknown-slot'> {
  return (ticket) => {
    if (!mayReschedule(ticket, now, shop)) return { ok: false, refusal: 'not-reschedulable' };
    const moved =
      when.kind === 'asap'
        ? toAsap(ticket, now, shop)
        : toSlot(ticket, instantFrom(when.from), now, shop);
    if (typeof moved === 'string') return { ok: false, refusal: moved };
    const before = statusBeforeClaim(ticket);
    // "As soon as possible" is no agreed time, at which a member is called whatever the hours.
    const status = when.kind === 'asap' && before === 'follow-up' ? 'waiting' : before;
    const changed = ticket.status === status ? [] : [step(now, status, MEMBER)];
    return {
      ok: true,
      change: {
        ...moved,
        set: { ...moved.set, ...NOT_HELD, status },
        events: [...changed, { ...step(now, status, MEMBER), kind: 'rescheduled' }],
        audit: byMember('rescheduled'),
      },
    };
  };
}

type Moved = Pick<TicketChange, 'set' | 'release' | 'take'>;

function toAsap(ticket: TicketRecord, now: number, shop: Config): Moved | 'not-reschedulable' {
  if (!maySooner(ticket, now)) return 'not-reschedulable';
  return promised(ticket, { notBefore: now, dueAt: dueFromNow(ticket, now, shop) });
}

function toSlot(
  ticket: TicketRecord,
  from: number | undefined,
  now: number,
  shop: Config,
): Moved | 'unknown-slot' {
  const slot = slotAt(shop, ticket.line, from, now);
  if (!slot) return 'unknown-slot';
  // Nothing to release or take: the ticket is already in this slot.
  if (ticket.windowFrom === slot.from) return { set: {} };
  return {
    ...promised(ticket, { notBefore: slot.from, dueAt: slot.to, slot }),
    take: slotToTake(shop, ticket.line, slot),
  };
}

/**
 * Asks when the call will come. It tells the agents and changes no time. Once for each promise, not
 * before an announced later time, and not while nobody would be called because the line is closed.
 */
export function nudge({ now, shop }: { now: number; shop: Config }): Rule<'not-nudgeable'> {
  return (ticket) =>
    mayNudge(ticket, shop, now)
      ? {
          ok: true,
          change: {
            set: { nudgedAt: now },
            events: [{ ...step(now, ticket.status, MEMBER), kind: 'nudged' }],
            announce: ['callback.nudged'],
            audit: byMember('nudged'),
          },
        }
      : { ok: false, refusal: 'not-nudgeable' };
}

/**
 * Rates a callback from 1 (bad) to 5 (good): once, within 30 days after it ended, unless it was
 * cancelled. After a ticket was opened again and has ended anew, the last rating counts.
 */
export function rate({
  rating,
  comment,
  now,
}: {
  rating: number;
  comment?: string | undefined;
  now: number;
}): Rule<'not-ratable'> {
  return (ticket) =>
    mayRate(ticket, now)
      ? {
          ok: true,
          change: {
            set: { rating, feedback: comment ?? null, ratedAt: now },
            announce: ['feedback.received'],
            audit: byMember('rated'),
          },
        }
      : { ok: false, refusal: 'not-ratable' };
}

/**
 * Erases everything that identifies the member or that they wrote, unless an agent is calling.
 * Figures for the wall stay. An open ticket is cancelled. The ticket's key no longer works.
 * @param actor `desk` when the retention period is over
 */
export function erase({
  now,
  actor,
}: {
  now: number;
  actor: 'member' | 'desk';
}): Rule<'not-erasable'> {
  return (ticket) => {
    if (!mayErase(ticket)) return { ok: false, refusal: 'not-erasable' };
    const end: TicketChange = isOpen(ticket.status)
      ? {
          ...ended(ticket, 'cancelled', now, actor === 'member' ? MEMBER : DESK),
          announce: ['callback.cancelled'],
        }
      : { set: {} };
    return {
      ok: true,
      change: {
        ...end,
        set: {
          ...end.set,
          phone: '',
          extension: null,
          attachments: 0,
          phoneTail: '',
          keyHash: '',
          member: null,
          memberName: null,
          orderNumber: null,
          occurredAt: null,
          note: null,
          feedback: null,
          conclusion: null,
          inquiries: [],
          answeredAt: null,
          erasedAt: now,
        },
        audit: { actor, action: 'ticket.erased' },
        erase: true,
        // When the desk erases an old ticket, briefs of that time are long gone.
        eraseBriefs: actor === 'member',
      },
    };
  };
}

/** What the member may do at `now` (epoch ms), by the rules above. */
export const memberMay = (ticket: StoredTicket, shop: Config, now: number): Ticket['may'] => ({
  cancel: isCancellable(ticket.status),
  reschedule: mayReschedule(ticket, now, shop),
  nudge: mayNudge(ticket, shop, now),
  rate: mayRate(ticket, now),
  erase: mayErase(ticket),
  ready: mayReady(ticket, { now, shop }),
  reopen: mayReopen(ticket, { now, shop }),
  report: mayReport(ticket, now),
});

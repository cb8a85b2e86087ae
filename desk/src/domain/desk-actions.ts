import type { Config } from '../../../src/contract/config.ts';
import type { Decision } from './change.ts';
import { dueFromNow } from './retry.ts';
import { DESK, NOT_HELD, statusBeforeClaim, step } from './steps.ts';
import { isBroken } from './promise.ts';
import type { StoredTicket } from './ticket.ts';

/**
 * Ends a claim that has expired at `now` (epoch ms). The ticket gets the status from before the
 * claim. A call that came in had no promise: the member was cut off, so they are promised a call
 * from now, where their number is known.
 */
export function lapse({
  now,
  shop,
}: {
  now: number;
  shop: Config;
}): (ticket: StoredTicket) => Decision<'not-lapsed'> {
  return (ticket) => {
    const { claimedBy, claimUntil, dueAt, phone } = ticket;
    if (claimedBy === null || claimUntil === null || claimUntil >= now)
      return { ok: false, refusal: 'not-lapsed' };
    const status = statusBeforeClaim(ticket);
    const promise = dueAt === null && phone !== '' ? { dueAt: dueFromNow(ticket, now, shop) } : {};
    return {
      ok: true,
      change: {
        set: { ...NOT_HELD, ...promise, status },
        events: [step(now, status, DESK)],
        audit: { actor: 'desk', action: 'ticket.lapsed', detail: claimedBy },
      },
    };
  };
}

/** Marks a broken promise, once, and announces it. */
export function markOverdue({
  now,
}: {
  now: number;
}): (ticket: StoredTicket) => Decision<'not-overdue'> {
  return (ticket) =>
    ticket.overdueAt === null && isBroken(ticket, now)
      ? { ok: true, change: { set: { overdueAt: now }, announce: ['callback.overdue'] } }
      : { ok: false, refusal: 'not-overdue' };
}

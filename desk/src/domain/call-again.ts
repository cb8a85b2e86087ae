import type { Config } from '../../../src/contract/config.ts';
import { DAY } from '../../../src/core/time.ts';
import { isCallingTime } from '../../wire/calling-hours.ts';
import type { Decision } from './change.ts';
import { lineHours, lineOf } from './line-hours.ts';
import { dueAfter, dueFromNow } from './retry.ts';
import { MEMBER, promised, reopened, statusBeforeClaim, step } from './steps.ts';
import type { StoredTicket } from './ticket.ts';

/** A ticket may be opened again for this long after it ended, ms. */
export const REOPEN_WITHIN_MS = 30 * DAY;

interface Asked {
  now: number;
  shop: Config;
}

/** Whether another attempt waits for a later time, on a line that calls members now. */
export function mayReady(ticket: StoredTicket, { now, shop }: Asked): boolean {
  const { status, notBefore, line } = ticket;
  const { hours, context } = lineHours(shop, line);
  return (
    (status === 'unreached' ||
      (status === 'claimed' && statusBeforeClaim(ticket) === 'unreached')) &&
    notBefore !== null &&
    notBefore > now &&
    isCallingTime(hours, context, now)
  );
}

/**
 * The member, who was not reached, can talk now: the next attempt is due now. Once for each attempt,
 * and only while the line calls members. An agent who holds the ticket keeps it, and may call.
 */
export function ready({ now, shop }: Asked) {
  return (ticket: StoredTicket): Decision<'not-ready'> => {
    if (!mayReady(ticket, { now, shop })) return { ok: false, refusal: 'not-ready' };
    const due = Math.min(dueAfter(now, ticket, shop) ?? Infinity, ticket.dueAt ?? Infinity);
    const { set, ...rest } = promised(ticket, {
      notBefore: now,
      dueAt: Number.isFinite(due) ? due : null,
    });
    return {
      ok: true,
      change: {
        ...rest,
        // The agents know that the member waits: one reminder for each promise.
        set: { ...set, nudgedAt: now },
        events: [{ ...step(now, ticket.status, MEMBER), kind: 'ready' }],
        announce: ['callback.ready'],
        audit: { actor: 'member', action: 'ticket.ready' },
      },
    };
  };
}

/** Whether the member said that they can talk, and no call was made since. */
export const saidReady = ({ timeline, status }: StoredTicket): boolean =>
  (status === 'unreached' || status === 'claimed') &&
  timeline.filter(({ kind, status: to }) => kind === 'ready' || to === 'calling').at(-1)?.kind ===
    'ready';

/** Whether it has ended, other than by the member's wish, and there is a number to call. */
export const mayReopen = (ticket: StoredTicket, { now, shop }: Asked): boolean =>
  (ticket.status === 'solved' || ticket.status === 'closed') &&
  ticket.outcome !== 'wrong-number' &&
  // Its story goes on in another ticket.
  ticket.mergedInto === null &&
  ticket.outcome !== 'merged' &&
  ticket.phone !== '' &&
  ticket.erasedAt === null &&
  ticket.closedAt !== null &&
  now <= ticket.closedAt + REOPEN_WITHIN_MS &&
  shop.callbacks !== undefined &&
  lineOf(shop, ticket.line) !== undefined;

/**
 * It is not solved: the member is called again, with the same ticket, so that the story is told
 * once. The promise is that of a new callback.
 * @param note what is still wrong, in the member's words
 */
export function reopen({ note, now, shop }: Asked & { note?: string | undefined }) {
  return (ticket: StoredTicket): Decision<'not-reopenable'> => {
    if (!mayReopen(ticket, { now, shop })) return { ok: false, refusal: 'not-reopenable' };
    return {
      ok: true,
      change: {
        set: {
          ...reopened(),
          status: 'waiting',
          notBefore: now,
          dueAt: dueFromNow({ ...ticket, dueAt: null }, now, shop),
          ...(note !== undefined && {
            note: ticket.note === null ? note : `${ticket.note}\n${note}`,
          }),
        },
        events: [{ ...step(now, 'waiting', MEMBER), kind: 'reopened' }],
        announce: ['callback.reopened'],
        audit: { actor: 'member', action: 'ticket.reopened' },
      },
    };
  };
}

/** Whether the member has opened it again, and nothing has happened since. */
export const saidReopen = ({ timeline }: StoredTicket): boolean => {
  const last = timeline.at(-1);
  return last?.kind === 'reopened' && last.actor === 'member';
};

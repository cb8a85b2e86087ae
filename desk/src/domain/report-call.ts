import { isOpen } from '../../../src/core/ticket-status.ts';
import { DAY, MINUTE } from '../../../src/core/time.ts';
import type { Decision, ReportedCall } from './change.ts';
import { MEMBER, step } from './steps.ts';
import type { StoredTicket } from './ticket.ts';

/** Calls may be reported for this long after the end of a ticket, ms: impostors call late, too. */
const REPORT_WITHIN_MS = 30 * DAY;
/** Reports within this time are of one call, ms: a second press, or the number that follows. */
const SAME_CALL_MS = 15 * MINUTE;

export const mayReport = ({ status, closedAt, erasedAt }: StoredTicket, now: number): boolean =>
  erasedAt === null &&
  (isOpen(status) || (closedAt !== null && now <= closedAt + REPORT_WITHIN_MS));

/**
 * The member reports a call from somebody who says that they are the shop. It changes nothing about
 * the callback. Reports of one call are one step of the timeline; each number of it is kept.
 */
export function reportCall({ now, ...report }: ReportedCall & { now: number }) {
  return (ticket: StoredTicket): Decision<'not-reportable'> => {
    if (!mayReport(ticket, now)) return { ok: false, refusal: 'not-reportable' };
    const { reportedAt: before } = ticket;
    if (before !== null && now - before < SAME_CALL_MS)
      return {
        ok: true,
        change: { set: {}, ...(report.number !== null && { report: { at: before, ...report } }) },
      };
    return {
      ok: true,
      change: {
        set: { reportedAt: now },
        events: [{ ...step(now, ticket.status, MEMBER), kind: 'reported' }],
        report: { at: now, ...report },
        announce: ['call.reported'],
        audit: { actor: 'member', action: 'ticket.reported' },
      },
    };
  };
}

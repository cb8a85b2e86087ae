import { isOpen } from '../../../src/core/ticket-status.ts';
import type { AgentRefusal } from './agent-actions.ts';
import type { TicketChange } from './change.ts';
import { mergedInquiries } from './inquiries.ts';
import { isHeldByAnother } from './held.ts';
import { agentBy, ended, heldSlot, step } from './steps.ts';
import type { StoredTicket, TicketRecord } from './ticket.ts';

export type MergeRefusal = AgentRefusal | 'not-alike' | 'has-ended' | 'on-a-call';

/** What merging changes about each ticket, or which ticket does not let it. */
export type MergeDecision =
  | { ok: true; into: TicketChange; merged: ReadonlyMap<string, TicketChange> }
  | { ok: false; refusal: MergeRefusal; number: string };

/** Whether two tickets are of the same phone, order or member. */
export function isAlike(a: TicketRecord, b: TicketRecord): boolean {
  const isSame = (one: string | null, other: string | null): boolean =>
    one !== null && one !== '' && one === other;
  return (
    isSame(a.member, b.member) ||
    (isSame(a.phone, b.phone) && a.extension === b.extension) ||
    isSame(a.orderNumber?.toLowerCase() ?? null, b.orderNumber?.toLowerCase() ?? null)
  );
}

/**
 * Whether whoever has the key of a merged ticket may read the one that lives on: only where the shop
 * vouches that both are of one member. A phone or order number anybody may have typed.
 */
export const sharesKey = (merged: TicketRecord, into: TicketRecord): boolean =>
  merged.member !== null && merged.member === into.member;

/** The promise of a ticket: its columns, and the place that it holds. */
type Promised = Pick<
  TicketRecord,
  'dueAt' | 'notBefore' | 'windowFrom' | 'windowTo' | 'overdueAt' | 'nudgedAt'
>;

const promiseOf = ({
  dueAt,
  notBefore,
  windowFrom,
  windowTo,
  overdueAt,
  nudgedAt,
}: Promised): Promised => ({ dueAt, notBefore, windowFrom, windowTo, overdueAt, nudgedAt });

const earliest = (...times: (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
};

const latest = (...times: (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.max(...known) : null;
};

/**
 * The earliest promise of all tickets is the one that is kept: its due time, and not to call before
 * a time. A booked place goes with it where both have the same line; all others are given back.
 */
function earliestPromise(
  into: StoredTicket,
  others: readonly StoredTicket[],
): Pick<TicketChange, 'set' | 'release'> & { placeOf?: string } {
  const first = others.reduce<StoredTicket>(
    (best, one) => ((one.dueAt ?? Infinity) < (best.dueAt ?? Infinity) ? one : best),
    into,
  );
  const release = heldSlot(into);
  // Who is on the phone now is not called at another time.
  if (first === into || into.status === 'calling')
    return { set: { dueAt: first.dueAt, overdueAt: into.overdueAt ?? first.overdueAt } };
  const takesPlace = heldSlot(first)?.line === into.line;
  return {
    set: {
      ...promiseOf(first),
      ...(!takesPlace && { windowFrom: null, windowTo: null }),
      nudgedAt: first.nudgedAt ?? into.nudgedAt,
    },
    ...(takesPlace && { placeOf: first.number }),
    ...(release && { release }),
  };
}

/** What a first call that has been made already settles of the promises of the others. */
function settled(
  { firstCallAt, firstCallDueAt }: TicketRecord,
  others: readonly TicketRecord[],
): Partial<TicketRecord> {
  if (firstCallAt === null) return {};
  const waiting = others.filter((one) => one.firstCallAt === null).map(({ dueAt }) => dueAt);
  return { firstCallDueAt: earliest(firstCallDueAt, ...waiting) };
}

/** What the ticket that lives on does not know yet, from the oldest of the others that does. */
function learnt(
  into: TicketRecord,
  others: readonly TicketRecord[],
): Partial<Omit<TicketRecord, 'number'>> {
  const first = <Name extends 'topic' | 'orderNumber' | 'occurredAt' | 'memberName'>(name: Name) =>
    into[name] ?? others.find((one) => one[name] !== null)?.[name] ?? null;
  const called = into.phone === '' ? others.find(({ phone }) => phone !== '') : undefined;
  return {
    topic: first('topic'),
    orderNumber: first('orderNumber'),
    occurredAt: first('occurredAt'),
    memberName: first('memberName'),
    urgent: into.urgent || others.some(({ urgent }) => urgent),
    reportedAt: latest(into.reportedAt, ...others.map(({ reportedAt }) => reportedAt)),
    senior: into.senior || others.some(({ senior }) => senior),
    ...(called && {
      phone: called.phone,
      phoneTail: called.phoneTail,
      extension: called.extension,
    }),
  };
}

/** Why a ticket cannot be merged into another; undefined when it can. */
function refusalOf(
  into: StoredTicket,
  one: StoredTicket,
  { agent, now }: { agent: string; now: number },
): MergeRefusal | undefined {
  if (!isOpen(one.status)) return 'has-ended';
  if (one.status === 'calling') return one.claimedBy === agent ? 'on-a-call' : 'held-by-another';
  if (isHeldByAnother(one, agent, now)) return 'held-by-another';
  return isAlike(into, one) ? undefined : 'not-alike';
}

/**
 * Merges tickets of one caller into the one that the agent holds. The others end, and count neither
 * as kept nor as broken: their promise is now that of the ticket that lives on. Tickets that are in
 * it already change nothing, so that a repeated request is answered alike.
 */
export function merge(by: { agent: string; now: number }) {
  const { agent, now } = by;
  return (into: StoredTicket, given: readonly StoredTicket[]): MergeDecision => {
    const { number } = into;
    const others = given
      .filter((one) => one.mergedInto !== number)
      .sort((a, b) => a.createdAt - b.createdAt);
    if (others.length === 0) return { ok: true, into: { set: {} }, merged: new Map() };
    if (!isOpen(into.status)) return { ok: false, refusal: 'has-ended', number };
    if (into.claimedBy !== agent)
      return {
        ok: false,
        refusal: isHeldByAnother(into, agent, now) ? 'held-by-another' : 'not-held',
        number,
      };
    for (const one of others) {
      const refusal = refusalOf(into, one, by);
      if (refusal) return { ok: false, refusal, number: one.number };
    }
    const { placeOf, set, ...place } = earliestPromise(into, others);
    return {
      ok: true,
      into: {
        ...place,
        set: {
          ...learnt(into, others),
          ...set,
          ...settled(into, others),
          inquiries: mergedInquiries(into, others, (one) => sharesKey(one, into), now),
        },
        events: [{ ...step(now, into.status, agentBy(agent)), kind: 'merged' }],
        audit: {
          actor: agent,
          action: 'ticket.merged',
          detail: others.map((one) => one.number).join(' '),
        },
      },
      merged: new Map(
        others.map((one): [string, TicketChange] => {
          const { release, set: end, events } = ended(one, 'merged', now, agentBy(agent));
          return [
            one.number,
            {
              set: {
                ...end,
                mergedInto: number,
                dueAt: null,
                firstCallDueAt: null,
                inquiries: [],
                answeredAt: null,
              },
              ...(events && { events }),
              ...(release && one.number !== placeOf && { release }),
              announce: ['callback.merged'],
              audit: { actor: agent, action: 'ticket.merged-into', detail: number },
            },
          ];
        }),
      ),
    };
  };
}

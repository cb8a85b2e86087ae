import type { InquiryAnswer, InquiryKind } from '../../../src/contract/inquiry.ts';
import { normalizeOrderNumber } from '../../../src/core/order-number.ts';
import { isOpen } from '../../../src/core/ticket-status.ts';
import { isWaitedFor, type Answered, type Inquiry } from '../../wire/inquiry.ts';
import type { Decision } from './change.ts';
import { isHeldByAnother } from './held.ts';
import { agentBy, MEMBER, step, withdrawAll } from './steps.ts';
import type { StoredTicket, TicketRecord } from './ticket.ts';

/** So many inquiries of a ticket wait at once: more would be a form. */
const MAX_WAITED_FOR = 3;
/** So many a ticket can have in all. */
const MAX_INQUIRIES = 20;

export type AskRefusal = 'has-ended' | 'held-by-another' | 'no-follower' | 'too-many-inquiries';
export type WithdrawRefusal = 'held-by-another' | 'unknown-inquiry' | 'inquiry-answered';
export type AnswerRefusal = 'unknown-inquiry' | 'inquiry-withdrawn' | 'inquiry-answered';

/** Whether the member can see the ticket: a device has its key, or it is of a signed-in member. */
const hasFollower = ({ keyHash, member }: TicketRecord): boolean =>
  keyHash !== '' || member !== null;

/** Whether an agent may ask for something: of an open ticket that somebody follows. */
export const mayAsk = (ticket: TicketRecord, agent: string, now: number): boolean =>
  isOpen(ticket.status) && hasFollower(ticket) && !isHeldByAnother(ticket, agent, now);

/**
 * Asks the member for something. The same `id`, or the same thing while it is waited for, is asked
 * once.
 */
export function ask({
  agent,
  now,
  id,
  kind,
  text,
}: {
  agent: string;
  now: number;
  id: string;
  kind: InquiryKind;
  text: string | null;
}) {
  return (ticket: StoredTicket): Decision<AskRefusal> => {
    const { inquiries } = ticket;
    if (inquiries.some((one) => one.id === id)) return { ok: true, change: { set: {} } };
    if (!isOpen(ticket.status)) return { ok: false, refusal: 'has-ended' };
    if (isHeldByAnother(ticket, agent, now)) return { ok: false, refusal: 'held-by-another' };
    if (!hasFollower(ticket)) return { ok: false, refusal: 'no-follower' };
    const waiting = inquiries.filter(isWaitedFor);
    if (waiting.some((one) => one.kind === kind && one.text === text))
      return { ok: true, change: { set: {} } };
    if (waiting.length >= MAX_WAITED_FOR || inquiries.length >= MAX_INQUIRIES)
      return { ok: false, refusal: 'too-many-inquiries' };
    const inquiry: Inquiry = {
      id,
      kind,
      text,
      agent,
      askedAt: now,
      withdrawnAt: null,
      answeredAt: null,
      answer: null,
    };
    return {
      ok: true,
      change: {
        // Who asks for more has seen what was answered.
        set: { inquiries: [...inquiries, inquiry], answeredAt: null },
        events: [{ ...step(now, ticket.status, agentBy(agent)), kind: 'inquired' }],
        audit: { actor: agent, action: 'ticket.inquired', detail: kind },
      },
    };
  };
}

const replaced = (inquiries: readonly Inquiry[], changed: Inquiry): Inquiry[] =>
  inquiries.map((one) => (one.id === changed.id ? changed : one));

/** Takes an inquiry back. What the member has answered already stays. */
export function withdraw({ agent, now, id }: { agent: string; now: number; id: string }) {
  return (ticket: StoredTicket): Decision<WithdrawRefusal> => {
    const inquiry = ticket.inquiries.find((one) => one.id === id);
    if (!inquiry) return { ok: false, refusal: 'unknown-inquiry' };
    if (inquiry.withdrawnAt !== null) return { ok: true, change: { set: {} } };
    if (inquiry.answeredAt !== null) return { ok: false, refusal: 'inquiry-answered' };
    if (isHeldByAnother(ticket, agent, now)) return { ok: false, refusal: 'held-by-another' };
    return {
      ok: true,
      change: {
        set: { inquiries: replaced(ticket.inquiries, { ...inquiry, withdrawnAt: now }) },
        events: [{ ...step(now, ticket.status, agentBy(agent)), kind: 'inquiry-withdrawn' }],
        audit: { actor: agent, action: 'ticket.inquiry-withdrawn', detail: inquiry.kind },
      },
    };
  };
}

/** What an answer adds to the ticket. */
function answered(body: InquiryAnswer, { orderNumber, occurredAt }: TicketRecord): Answered {
  switch (body.kind) {
    case 'order':
      return { kind: 'order', order: normalizeOrderNumber(body.order), before: orderNumber };
    case 'time':
      return { kind: 'time', at: Date.parse(body.occurredAt), before: occurredAt };
    case 'yes-no':
      return { kind: 'yes-no', yes: body.yes };
    case 'screenshot':
      return { kind: 'screenshot', attachments: body.attachments };
    case 'none':
      return { kind: 'none' };
  }
}

/** Whether two answers say the same, whatever the ticket said before. */
const isSame = (one: Answered, other: Answered): boolean =>
  JSON.stringify({ ...one, before: null }) === JSON.stringify({ ...other, before: null });

/**
 * The member answers an inquiry, once. Their order number or time becomes that of the ticket;
 * screenshots are claimed in the same transaction.
 */
export function answer({ body, now }: { body: InquiryAnswer; now: number }) {
  return (ticket: StoredTicket): Decision<AnswerRefusal> => {
    const inquiry = ticket.inquiries.find((one) => one.id === body.inquiry);
    if (!inquiry || (body.kind !== inquiry.kind && body.kind !== 'none'))
      return { ok: false, refusal: 'unknown-inquiry' };
    if (inquiry.answeredAt !== null) return { ok: false, refusal: 'inquiry-answered' };
    if (inquiry.withdrawnAt !== null || !isOpen(ticket.status))
      return { ok: false, refusal: 'inquiry-withdrawn' };
    const given = answered(body, ticket);
    return {
      ok: true,
      change: {
        set: {
          inquiries: replaced(ticket.inquiries, { ...inquiry, answeredAt: now, answer: given }),
          answeredAt: now,
          ...(given.kind === 'order' && { orderNumber: given.order }),
          ...(given.kind === 'time' && { occurredAt: given.at }),
          ...(given.kind === 'screenshot' && {
            attachments: ticket.attachments + given.attachments.length,
          }),
        },
        ...(given.kind === 'screenshot' && { claim: given.attachments }),
        events: [{ ...step(now, ticket.status, MEMBER), kind: 'inquiry-answered' }],
        audit: { actor: 'member', action: 'ticket.inquiry-answered', detail: inquiry.kind },
      },
    };
  };
}

/** Whether the inquiry was answered like this before: the answer of the desk was lost. */
export const saidBefore =
  (body: InquiryAnswer) =>
  (ticket: StoredTicket): boolean => {
    const given = ticket.inquiries.find(({ id }) => id === body.inquiry)?.answer;
    return !!given && isSame(given, answered(body, ticket));
  };

/**
 * Inquiries of tickets that are merged into another one. Whoever does not have the key of both is
 * not asked what was asked in the other.
 */
export function mergedInquiries(
  into: TicketRecord,
  others: readonly TicketRecord[],
  sharesKey: (one: TicketRecord) => boolean,
  now: number,
): Inquiry[] {
  const moved = others.flatMap((one) =>
    sharesKey(one) ? one.inquiries : withdrawAll(one.inquiries, now),
  );
  return [...into.inquiries, ...moved].sort((a, b) => a.askedAt - b.askedAt);
}

/** The order number that the ticket was made with, before members answered with another. */
export const firstOrder = ({ inquiries, orderNumber }: TicketRecord): string | null => {
  for (const { answer: given } of inquiries) if (given?.kind === 'order') return given.before;
  return orderNumber;
};

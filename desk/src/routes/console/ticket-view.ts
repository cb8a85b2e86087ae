import type { Config } from '../../../../src/contract/config.ts';
import { dialUri, formatPhone, maskPhone, parsePhone } from '../../../../src/core/phone.ts';
import type { AgentRecord } from '../../domain/agent.ts';
import { agentMay, cameIn } from '../../domain/agent-actions.ts';
import { INQUIRY_KINDS } from '../../../../src/contract/inquiry.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import { mayTransfer } from '../../domain/transfer.ts';
import { queueRow } from './queue-row.ts';
import { mayAsk } from '../../domain/inquiries.ts';
import { nextTry } from '../../domain/retry.ts';
import { isOpen } from '../../../../src/core/ticket-status.ts';
import type { Attachments, CallReport } from '../../store/store.ts';
import type { StoredTicket, TicketNote, TicketRecord } from '../../domain/ticket.ts';

/** Whether an agent sees the phone number: only the one who holds the ticket does. */
export const showsNumber = (ticket: TicketRecord, agent: string): boolean =>
  ticket.claimedBy === agent && isOpen(ticket.status) && ticket.phone !== '';

/**
 * A number as people at home write it, `138 0013 8000`, with its extension; numbers abroad keep
 * their `+`.
 */
function forPeople({ phone, extension }: TicketRecord): string {
  const parsed = parsePhone(phone);
  const number = parsed.ok ? parsed.number.digits : phone;
  return formatPhone(extension === null ? number : `${number}转${extension}`);
}

export interface TicketViewInput {
  ticket: StoredTicket;
  /** Who sees it. */
  agent: Pick<AgentRecord, 'id' | 'role'>;
  notes: readonly TicketNote[];
  attachments: Awaited<ReturnType<Attachments['ofTicket']>>;
  reports: readonly CallReport[];
  earlier: readonly TicketRecord[];
  /** Open ones of the same caller, without this one. */
  others: readonly TicketRecord[];
  /** Those that were merged into it. */
  merged: readonly TicketRecord[];
  shop: Config;
  /** Whether the desk takes screenshots. */
  takesPictures: boolean;
  /** Epoch ms. */
  now: number;
}

/** A ticket as one agent sees it. */
export function ticketView({
  ticket,
  agent,
  notes,
  attachments,
  reports,
  earlier,
  others,
  merged,
  shop,
  takesPictures,
  now,
}: TicketViewInput): TicketView {
  const {
    passphrase,
    language,
    member,
    orderNumber,
    occurredAt,
    note,
    promiseMinutes,
    consentAt,
    consentVersion,
    firstCallAt,
    callStartedAt,
    outcome,
    conclusion,
    closedAt,
    rating,
    feedback,
    erasedAt,
  } = ticket;
  const retryAt = isOpen(ticket.status) ? nextTry(ticket, now, shop) : undefined;
  return {
    row: queueRow(ticket),
    ...(showsNumber(ticket, agent.id)
      ? { phone: forPeople(ticket), dial: dialUri(ticket.phone, ticket.extension ?? '') }
      : { phone: ticket.phone && maskPhone(ticket.phone, ticket.extension) }),
    passphrase,
    language,
    member,
    orderNumber,
    occurredAt,
    note,
    promiseMinutes,
    ...(consentAt !== null && { consent: { at: consentAt, version: consentVersion } }),
    firstCallAt,
    callStartedAt,
    outcome,
    conclusion,
    closedAt,
    rating,
    feedback,
    erasedAt,
    timeline: [...ticket.timeline],
    attachments: attachments.map(({ id, width, height, bytes, claimedAt, sentWith }) => ({
      id,
      width,
      height,
      bytes,
      at: claimedAt ?? ticket.createdAt,
      ...(sentWith !== null && sentWith !== ticket.number && { from: sentWith }),
    })),
    inquiries: [...ticket.inquiries],
    reports: reports.map(({ at, number: called, ours }) => ({
      at,
      number: called && formatPhone(called),
      ours,
    })),
    notes: notes.map(({ id, at, agent: author, text }) => ({ id, at, agent: author, text })),
    earlier: earlier.map(({ number, status, topic, createdAt, outcome: ended }) => ({
      number,
      status,
      topic,
      createdAt,
      outcome: ended,
    })),
    others: others.map(queueRow),
    mergedInto: ticket.mergedInto,
    merged: merged.map((one) => ({
      number: one.number,
      createdAt: one.createdAt,
      topic: one.topic,
      orderNumber: one.orderNumber,
      note: one.note,
      passphrase: one.passphrase,
    })),
    incoming: ticket.status === 'calling' && cameIn(ticket),
    may: {
      ...agentMay(ticket, agent.id, now),
      ...(mayTransfer(ticket, agent) && { transfer: true }),
      ...(others.length > 0 &&
        isOpen(ticket.status) &&
        ticket.claimedBy === agent.id && { merge: true }),
      ...(mayAsk(ticket, agent.id, now) && {
        ask: INQUIRY_KINDS.filter((kind) => kind !== 'screenshot' || takesPictures),
      }),
    },
    ...(retryAt !== undefined && { retryAt }),
  };
}

import { sql, type ExpressionBuilder } from 'kysely';
import type { TicketStatus } from '../../../src/contract/ticket-status.ts';
import { OPEN_STATUSES, WAITING_STATUSES } from '../../../src/core/ticket-status.ts';
import { AGREED_MS, isLate, SOON_LATE_MS } from '../../wire/queue-order.ts';
import type { OpenLines } from '../../wire/calling-hours.ts';
import type { StoredTicket, TicketRecord } from '../domain/ticket.ts';
import type { Inquiry } from '../../wire/inquiry.ts';
import type { TicketEvent } from '../../wire/ticket.ts';
import type { Reader } from './database.ts';
import { allGiven, prepared, runTogether, type Give } from './prepared.ts';
import type { Schema, TicketTable } from './schema.ts';

type TicketSet = Partial<Omit<TicketRecord, 'number'>>;

/** By name, so that a column that a newer desk adds changes nothing for this one. */
const COLUMNS: Readonly<Record<keyof TicketTable, true>> = {
  number: true,
  keyHash: true,
  member: true,
  memberName: true,
  tier: true,
  line: true,
  origin: true,
  phone: true,
  extension: true,
  phoneTail: true,
  topic: true,
  orderNumber: true,
  occurredAt: true,
  note: true,
  attachments: true,
  urgent: true,
  senior: true,
  language: true,
  passphrase: true,
  status: true,
  createdAt: true,
  dueAt: true,
  promiseMinutes: true,
  windowFrom: true,
  windowTo: true,
  notBefore: true,
  attempts: true,
  claimedBy: true,
  claimedAt: true,
  claimUntil: true,
  firstCallAt: true,
  firstCallDueAt: true,
  callStartedAt: true,
  talkMs: true,
  closedAt: true,
  outcome: true,
  mergedInto: true,
  conclusion: true,
  nudgedAt: true,
  overdueAt: true,
  reportedAt: true,
  rating: true,
  feedback: true,
  ratedAt: true,
  erasedAt: true,
  inquiries: true,
  answeredAt: true,
  consentAt: true,
  consentVersion: true,
};
export const TICKET_COLUMNS = Object.keys(COLUMNS) as (keyof TicketTable)[];

const toFlag = (is: boolean): 0 | 1 => (is ? 1 : 0);

/** A row, or some of its columns, with booleans. */
export const withFlags = <Row extends Pick<TicketTable, 'urgent' | 'senior'>>(row: Row) => ({
  ...row,
  urgent: row.urgent === 1,
  senior: row.senior === 1,
});
export const fromRow = (row: TicketTable): TicketRecord => ({
  ...row,
  urgent: row.urgent === 1,
  senior: row.senior === 1,
  inquiries: row.inquiries === null ? [] : (JSON.parse(row.inquiries) as Inquiry[]),
});
const inquiriesText = (inquiries: readonly Inquiry[]): string | null =>
  inquiries.length > 0 ? JSON.stringify(inquiries) : null;
const toRow = (ticket: TicketRecord): TicketTable => ({
  ...ticket,
  inquiries: inquiriesText(ticket.inquiries),
  urgent: toFlag(ticket.urgent),
  senior: toFlag(ticket.senior),
});

/** The columns of a change. */
export const toColumns = ({
  urgent,
  senior,
  inquiries,
  ...others
}: TicketSet): Partial<Omit<TicketTable, 'number'>> => ({
  ...others,
  ...(urgent !== undefined && { urgent: toFlag(urgent) }),
  ...(senior !== undefined && { senior: toFlag(senior) }),
  ...(inquiries !== undefined && { inquiries: inquiriesText(inquiries) }),
});

type Where = ExpressionBuilder<Schema, 'ticket'>;

/** As literals: with parameters, no database knows that a partial index holds all such rows. */
const literals = (statuses: readonly TicketStatus[]) =>
  statuses.map((status) => sql.lit<TicketStatus>(status));

export const isOpenRow = (where: Where) => where('status', 'in', literals(OPEN_STATUSES));

export const isWaitingRow = (where: Where) => where('status', 'in', literals(WAITING_STATUSES));

// The rules of `wire/queue-order.ts`, for the database.

const isDueRow = (where: Where, now: number) =>
  where.and([
    isWaitingRow(where),
    where.or([where('notBefore', 'is', null), where('notBefore', '<=', now)]),
  ]);

const isOpenLineRow = (where: Where, { others, except }: OpenLines) =>
  except.length > 0
    ? where('line', others ? 'not in' : 'in', [...except])
    : where(sql.lit(1), '=', sql.lit(others ? 1 : 0));

/** Only for tickets whose time has come. */
const isChosenTimeRow = (where: Where, now: number) =>
  // Never unknown, so that it can be negated.
  where.and([
    where('notBefore', 'is not', null),
    where.or([
      where.and([where('windowTo', 'is not', null), where('windowTo', '>=', now)]),
      where.and([
        where('windowTo', 'is', null),
        where('status', '=', sql.lit<TicketStatus>('follow-up')),
        where('notBefore', '>=', now - AGREED_MS),
      ]),
    ]),
  ]);

const isInHoursRow = (where: Where, now: number, open: OpenLines) =>
  open.others && open.except.length === 0
    ? []
    : [where.or([isOpenLineRow(where, open), isChosenTimeRow(where, now)])];

export const isCallableRow = (where: Where, now: number, open: OpenLines) =>
  where.and([isDueRow(where, now), ...isInHoursRow(where, now, open)]);

/** `waitsForOpening`. */
export const waitsForOpeningRow = (where: Where, now: number, open: OpenLines) =>
  where.and([isDueRow(where, now), where.not(isCallableRow(where, now, open))]);

const LATE_STATUSES = OPEN_STATUSES.filter((status) => isLate({ status, dueAt: 0 }, 1));

export const isLateRow = (where: Where, now: number) =>
  where.and([where('status', 'in', literals(LATE_STATUSES)), where('dueAt', '<', now)]);

export const isSoonLateRow = (where: Where, now: number, open: OpenLines) =>
  where.and([
    isLateRow(where, now + SOON_LATE_MS),
    where('dueAt', '>=', now),
    where.not(waitsForOpeningRow(where, now, open)),
  ]);

const ticketRow = prepared((db, given: Give<{ number: string }>) =>
  db.selectFrom('ticket').select(TICKET_COLUMNS).where('number', '=', given('number')),
);

const timelineOf = prepared((db, given: Give<{ number: string }>) =>
  db
    .selectFrom('ticketEvent')
    .select(['at', 'status', 'kind', 'actor', 'agent'])
    .where('ticket', '=', given('number'))
    .orderBy('seq'),
);

export async function readTimeline(reader: Reader, number: string): Promise<TicketEvent[]> {
  return (await reader.executeQuery(timelineOf(reader, { number }))).rows;
}

export async function findTicket(
  reader: Reader,
  number: string,
): Promise<StoredTicket | undefined> {
  const [{ rows }, { rows: timeline }] = await runTogether(reader, [
    ticketRow(reader, { number }),
    timelineOf(reader, { number }),
  ]);
  const [row] = rows;
  return row && { ...fromRow(row), timeline };
}

const newTicket = prepared((db, given: Give<TicketTable>) =>
  db.insertInto('ticket').values(allGiven(TICKET_COLUMNS, given)),
);

const newEvent = prepared((db, given: Give<Schema['ticketEvent']>) =>
  db
    .insertInto('ticketEvent')
    .values(allGiven(['ticket', 'seq', 'at', 'status', 'kind', 'actor', 'agent'], given)),
);

/** Queries that store a ticket. */
export const insertTicket = (reader: Reader, ticket: TicketRecord) =>
  newTicket(reader, toRow(ticket));

/**
 * Queries that store events of a ticket.
 * @param after Number of events that the ticket already has
 */
export const insertEvents = (
  reader: Reader,
  ticket: string,
  after: number,
  events: readonly TicketEvent[],
) => events.map((event, index) => newEvent(reader, { ...event, ticket, seq: after + index + 1 }));

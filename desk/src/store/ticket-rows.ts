import { sql, type ExpressionBuilder } from 'kysely';
import type { TicketStatus } from '../../../src/contract/ticket-status.ts';
import { OPEN_STATUSES, WAITING_STATUSES } from '../../../src/core/ticket-status.ts';
import type { StoredTicket, TicketRecord } from '../domain/ticket.ts';
import type { TicketEvent } from '../../wire/ticket.ts';
import type { Reader } from './database.ts';
import type { Schema, TicketTable } from './schema.ts';

type TicketSet = Partial<Omit<TicketRecord, 'number'>>;

const toFlag = (is: boolean): 0 | 1 => (is ? 1 : 0);

export const fromRow = (row: TicketTable): TicketRecord => ({
  ...row,
  urgent: row.urgent === 1,
  senior: row.senior === 1,
});
export const toRow = (ticket: TicketRecord): TicketTable => ({
  ...ticket,
  urgent: toFlag(ticket.urgent),
  senior: toFlag(ticket.senior),
});

/** The columns of a change. */
export const toColumns = ({
  urgent,
  senior,
  ...others
}: TicketSet): Partial<Omit<TicketTable, 'number'>> => ({
  ...others,
  ...(urgent !== undefined && { urgent: toFlag(urgent) }),
  ...(senior !== undefined && { senior: toFlag(senior) }),
});

type Where = ExpressionBuilder<Schema, 'ticket'>;

/** As literals: with parameters, no database knows that a partial index holds all such rows. */
const literals = (statuses: readonly TicketStatus[]) =>
  statuses.map((status) => sql.lit<TicketStatus>(status));

export const isOpenRow = (where: Where) => where('status', 'in', literals(OPEN_STATUSES));

/** `isCallable` of `wire/queue-order.ts`, for the database. */
export const isCallableRow = (where: Where, now: number) =>
  where.and([
    where('status', 'in', literals(WAITING_STATUSES)),
    where.or([where('notBefore', 'is', null), where('notBefore', '<=', now)]),
  ]);

export const readTimeline = (reader: Reader, number: string): Promise<TicketEvent[]> =>
  reader
    .selectFrom('ticketEvent')
    .select(['at', 'status', 'kind', 'actor', 'agent'])
    .where('ticket', '=', number)
    .orderBy('seq')
    .execute();

export async function findTicket(
  reader: Reader,
  number: string,
): Promise<StoredTicket | undefined> {
  const row = await reader
    .selectFrom('ticket')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst();
  return row && { ...fromRow(row), timeline: await readTimeline(reader, number) };
}

/** @param after Number of events that the ticket already has */
export async function addEvents(
  reader: Reader,
  ticket: string,
  after: number,
  events: readonly TicketEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ at, status, kind, actor, agent }, index) => ({
    ticket,
    seq: after + index + 1,
    at,
    status,
    kind,
    actor,
    agent,
  }));
  await reader.insertInto('ticketEvent').values(rows).execute();
}

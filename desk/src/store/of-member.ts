import { sql } from 'kysely';
import { OPEN_STATUSES } from '../../../src/core/ticket-status.ts';
import type { TicketRecord } from '../domain/ticket.ts';
import type { Reader } from './database.ts';
import { prepared, type Give } from './prepared.ts';
import { fromRow, isOpenRow, TICKET_COLUMNS } from './ticket-rows.ts';

interface Asked {
  member: string;
  endedSince: number;
  max: number;
}

const OPEN = sql.join(OPEN_STATUSES.map((status) => sql.lit(status)));

const newestOfMember = prepared((db, given: Give<Asked>) =>
  db
    .selectFrom('ticket')
    .select(TICKET_COLUMNS)
    .where('member', '=', given('member'))
    .where((where) => where.or([isOpenRow(where), where('closedAt', '>', given('endedSince'))]))
    .orderBy(sql`case when status in (${OPEN}) then 0 else 1 end`)
    .orderBy('createdAt', 'desc')
    .orderBy('number', 'desc')
    .limit(given('max')),
);

/** Tickets of a member: open ones first, newest first. */
export async function ticketsOfMember(reader: Reader, asked: Asked): Promise<TicketRecord[]> {
  const { rows } = await reader.executeQuery(newestOfMember(reader, asked));
  return rows.map(fromRow);
}

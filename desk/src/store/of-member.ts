import { sql, type ExpressionBuilder } from 'kysely';
import { isOpen, OPEN_STATUSES } from '../../../src/core/ticket-status.ts';
import type { TicketRecord } from '../domain/ticket.ts';
import type { FirstOfMember } from './store.ts';
import type { Reader } from './database.ts';
import { prepared, type Give } from './prepared.ts';
import type { Schema, TicketTable } from './schema.ts';
import { fromRow, isOpenRow, TICKET_COLUMNS } from './ticket-rows.ts';

interface Asked {
  member: string;
  endedSince: number;
  max: number;
}

/** Few, because they are read for every contact of a member. */
const FIRST_COLUMNS = ['number', 'status'] as const satisfies readonly (keyof TicketTable)[];

const OPEN = sql.join(OPEN_STATUSES.map((status) => sql.lit(status)));

/** The ticket of the same member into which a ticket was merged. */
const listedInstead = ({ selectFrom }: ExpressionBuilder<Schema, 'ticket'>) =>
  selectFrom('ticket as into')
    .select('into.number')
    .whereRef('into.number', '=', 'ticket.mergedInto')
    .whereRef('into.member', '=', 'ticket.member');

const newestFirst = (db: Reader, given: Give<Omit<Asked, 'max'>>) =>
  db
    .selectFrom('ticket')
    .where('member', '=', given('member'))
    .where((where) => where.or([isOpenRow(where), where('closedAt', '>', given('endedSince'))]))
    .where((where) => where.not(where.exists(listedInstead(where))))
    .orderBy(sql`case when status in (${OPEN}) then 0 else 1 end`)
    .orderBy('createdAt', 'desc')
    .orderBy('number', 'desc');

const newestOfMember = prepared((db, given: Give<Asked>) =>
  newestFirst(db, given).select(TICKET_COLUMNS).limit(given('max')),
);
const firstOf = prepared((db, given: Give<Omit<Asked, 'max'>>) =>
  newestFirst(db, given).select(FIRST_COLUMNS),
);

/**
 * Tickets of a member: open ones first, newest first. One that was merged into another of the member
 * is that other one, and is not listed beside it.
 */
export async function ticketsOfMember(reader: Reader, asked: Asked): Promise<TicketRecord[]> {
  const { rows } = await reader.executeQuery(newestOfMember(reader, asked));
  return rows.map(fromRow);
}

/**
 * The first of {@link ticketsOfMember}, and how many others are open. Without a limit, as few are open
 * or have just ended: for one, SQLite makes a temporary table, which takes longer than all the rest.
 */
export async function firstOfMember(
  reader: Reader,
  asked: Omit<Asked, 'max'>,
): Promise<FirstOfMember | undefined> {
  const { rows } = await reader.executeQuery(firstOf(reader, asked));
  const [first, ...others] = rows;
  return first && { ...first, othersOpen: others.filter(({ status }) => isOpen(status)).length };
}

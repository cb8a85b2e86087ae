import { sql, type ExpressionBuilder } from 'kysely';
import type { TicketRecord } from '../domain/ticket.ts';
import type { Reader } from './reader.ts';
import type { Schema } from './schema.ts';
import type { Alike } from './store.ts';
import { fromRow, isOpenRow, TICKET_COLUMNS } from './ticket-rows.ts';

/** The database's `lower` changes ASCII letters only, and so does the index. */
export const isOfOrder = (where: ExpressionBuilder<Schema, 'ticket'>, orderNumber: string) =>
  where.and([
    where(sql<string>`lower(order_number)`, '=', sql<string>`lower(${orderNumber})`),
    where('orderNumber', 'is not', null),
  ]);

/** Behind one switchboard are many people, so the extension counts. */
export const isOfPhone = (
  where: ExpressionBuilder<Schema, 'ticket'>,
  { phone, extension }: Pick<TicketRecord, 'phone' | 'extension'>,
) =>
  where.and([
    where('phone', '=', phone),
    where('extension', extension === null ? 'is' : '=', extension),
  ]);

/** Open tickets of the same phone, order or member, oldest first. */
export async function openAlike(
  reader: Reader,
  { number, phone, extension, member, orderNumber }: Alike,
  max: number,
): Promise<TicketRecord[]> {
  const rows = await reader
    .selectFrom('ticket')
    .select(TICKET_COLUMNS)
    .where(isOpenRow)
    .where((where) =>
      where.or([
        ...(number ? [where('number', '=', number)] : []),
        ...(phone ? [isOfPhone(where, { phone, extension })] : []),
        ...(member === null ? [] : [where('member', '=', member)]),
        ...(orderNumber === null ? [] : [isOfOrder(where, orderNumber)]),
      ]),
    )
    .orderBy('createdAt')
    .orderBy('number')
    .limit(max)
    .execute();
  return rows.map(fromRow);
}

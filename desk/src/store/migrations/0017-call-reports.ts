import { sql, type Kysely, type Migration } from 'kysely';
import { addMissingColumns } from './columns.ts';

/** Calls that members report: somebody said that they are the shop. */
export const callReports: Migration = {
  async up(db: Kysely<unknown>) {
    await addMissingColumns(db, 'ticket', [['reported_at', 'bigint']]);
    await db.schema
      .createTable('call_report')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('ticket', 'text', (column) =>
        column.notNull().references('ticket.number').onDelete('cascade'),
      )
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('number', 'text')
      .addColumn('ours', 'integer')
      .execute();
    await sql`create index if not exists call_report_of_ticket on call_report (ticket, at)`.execute(
      db,
    );
    await sql`create index if not exists call_report_at on call_report (at)`.execute(db);
  },
};

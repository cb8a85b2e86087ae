import type { Kysely, Migration } from 'kysely';

/** Notices to members, and hours of single dates, that supervisors set in the console. */
export const shopChanges: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('notice')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('lines', 'text')
      .addColumn('from_at', 'bigint', (column) => column.notNull())
      .addColumn('until_at', 'bigint', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('notice_until')
      .ifNotExists()
      .on('notice')
      .column('until_at')
      .execute();
    await db.schema
      .createTable('day_hours')
      .ifNotExists()
      .addColumn('line', 'text', (column) => column.notNull())
      .addColumn('date', 'text', (column) => column.notNull())
      .addColumn('periods', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('ends_at', 'bigint', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('day_hours_key', ['line', 'date'])
      .execute();
  },
};

import type { Kysely, Migration } from 'kysely';

/** What several desks on one database count together. */
export const sharedCounts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('throttle')
      .ifNotExists()
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('points', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('throttle_expiry')
      .ifNotExists()
      .on('throttle')
      .column('expires_at')
      .execute();
    await db.schema
      .createTable('load_message')
      .ifNotExists()
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('line', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('audit_at').ifNotExists().on('audit').column('at').execute();
  },
};

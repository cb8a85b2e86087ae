import { sql, type Kysely, type Migration } from 'kysely';

/** What members take from a computer to their phone. */
export const handoffs: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('handoff')
      .ifNotExists()
      .addColumn('id_hash', 'text', (column) => column.primaryKey())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('device_hash', 'text')
      .addColumn('member', 'text')
      .addColumn('tier', 'text')
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    await sql`create index if not exists handoff_expires on handoff (expires_at)`.execute(db);
    await sql`create index if not exists handoff_of_member on handoff (member) where member is not null`.execute(
      db,
    );
  },
};

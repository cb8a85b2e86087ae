import { sql, type Kysely, type Migration } from 'kysely';
import { addMissingColumns } from './columns.ts';

const INDEXES = [
  'attachment_of_ticket on attachment (ticket) where ticket is not null',
  'attachment_sent_with on attachment (sent_with) where sent_with is not null',
  'attachment_of_brief on attachment (brief) where brief is not null',
  'attachment_unclaimed on attachment (expires_at) where expires_at is not null',
  'attachment_bytes on attachment (bytes)',
];

/** Screenshots. Their bytes are in a table of their own, or in files. */
export const attachments: Migration = {
  async up(db: Kysely<unknown>) {
    await addMissingColumns(db, 'ticket', [
      ['attachments', 'integer', (column) => column.notNull().defaultTo(0)],
    ]);
    await db.schema
      .createTable('attachment')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('key_hash', 'text', (column) => column.notNull().unique())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint')
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('width', 'integer', (column) => column.notNull())
      .addColumn('height', 'integer', (column) => column.notNull())
      .addColumn('bytes', 'integer', (column) => column.notNull())
      .addColumn('brief', 'text', (column) => column.references('brief.code').onDelete('cascade'))
      .addColumn('ticket', 'text', (column) =>
        column.references('ticket.number').onDelete('cascade'),
      )
      .addColumn('sent_with', 'text')
      .addColumn('claimed_at', 'bigint')
      .addColumn('place', 'integer')
      .execute();
    await db.schema
      .createTable('attachment_data')
      .ifNotExists()
      .addColumn('id', 'text', (column) =>
        column.primaryKey().references('attachment.id').onDelete('cascade'),
      )
      // SQLite takes any name of a type, and stores bytes as they are.
      .addColumn('data', 'bytea', (column) => column.notNull())
      .execute();
    for (const index of INDEXES)
      await sql`create index if not exists ${sql.raw(index)}`.execute(db);
  },
};

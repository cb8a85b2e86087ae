import type { Kysely, Migration } from 'kysely';

export const tickets: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('setting')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('ticket')
      .ifNotExists()
      .addColumn('number', 'text', (column) => column.primaryKey())
      .addColumn('key_hash', 'text', (column) => column.notNull())
      .addColumn('member', 'text')
      .addColumn('tier', 'text')
      .addColumn('line', 'text', (column) => column.notNull())
      .addColumn('phone', 'text', (column) => column.notNull())
      .addColumn('topic', 'text')
      .addColumn('order_number', 'text')
      .addColumn('occurred_at', 'bigint')
      .addColumn('note', 'text')
      .addColumn('urgent', 'integer', (column) => column.notNull())
      .addColumn('senior', 'integer', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('passphrase', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('promise_minutes', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('ticket_of_phone')
      .ifNotExists()
      .on('ticket')
      .columns(['phone', 'created_at'])
      .execute();
    await db.schema
      .createIndex('ticket_queue')
      .ifNotExists()
      .on('ticket')
      .columns(['status', 'due_at'])
      .execute();

    await db.schema
      .createTable('ticket_event')
      .ifNotExists()
      .addColumn('ticket', 'text', (column) =>
        column.notNull().references('ticket.number').onDelete('cascade'),
      )
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('ticket_event_step', ['ticket', 'seq'])
      .execute();

    await db.schema
      .createTable('idempotency')
      .ifNotExists()
      .addColumn('key_hash', 'text', (column) => column.primaryKey())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('ticket', 'text', (column) =>
        column.notNull().references('ticket.number').onDelete('cascade'),
      )
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('idempotency_expiry')
      .ifNotExists()
      .on('idempotency')
      .column('expires_at')
      .execute();
  },
};

import { Migrator, type Kysely, type Migration } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * SQLite's migrations run outside a transaction, so each step must stand being run again after a kill half-way.
 * Types are those that SQLite and PostgreSQL share.
 */
const MIGRATIONS: Record<string, Migration> = {
  '0001-tickets': {
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
      await db.schema.createIndex('ticket_of_phone').ifNotExists().on('ticket').columns(['phone', 'created_at']).execute();
      await db.schema.createIndex('ticket_queue').ifNotExists().on('ticket').columns(['status', 'due_at']).execute();

      await db.schema
        .createTable('ticket_event')
        .ifNotExists()
        .addColumn('ticket', 'text', (column) => column.notNull().references('ticket.number').onDelete('cascade'))
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
        .addColumn('ticket', 'text', (column) => column.notNull().references('ticket.number').onDelete('cascade'))
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('idempotency_expiry').ifNotExists().on('idempotency').column('expires_at').execute();
    },
  },
};

/** Brings the database to the newest schema. @throws what the failing step threw */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('A migration failed', { cause: error });
}

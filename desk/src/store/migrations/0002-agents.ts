import { sql, type Kysely, type Migration } from 'kysely';
import { addMissingColumns } from './columns.ts';

async function ticketColumns(db: Kysely<unknown>): Promise<void> {
  await addMissingColumns(db, 'ticket', [
    ['phone_tail', 'text', (column) => column.notNull().defaultTo('')],
    ['window_from', 'bigint'],
    ['window_to', 'bigint'],
    ['not_before', 'bigint'],
    ['attempts', 'integer', (column) => column.notNull().defaultTo(0)],
    ['claimed_by', 'text'],
    ['claimed_at', 'bigint'],
    ['claim_until', 'bigint'],
    ['first_call_at', 'bigint'],
    ['first_call_due_at', 'bigint'],
    ['call_started_at', 'bigint'],
    ['talk_ms', 'bigint', (column) => column.notNull().defaultTo(0)],
    ['closed_at', 'bigint'],
    ['outcome', 'text'],
    ['nudged_at', 'bigint'],
    ['overdue_at', 'bigint'],
    ['rating', 'integer'],
    ['feedback', 'text'],
    ['rated_at', 'bigint'],
    ['erased_at', 'bigint'],
  ]);
  await addMissingColumns(db, 'ticket_event', [
    ['kind', 'text', (column) => column.notNull().defaultTo('status')],
    ['agent', 'text'],
  ]);
  await sql`update ticket set phone_tail = substr(phone, length(phone) - 3) where phone_tail = '' and phone <> ''`.execute(
    db,
  );
  // Before this version a ticket could only end as cancelled.
  await sql`update ticket set outcome = 'cancelled', closed_at = (select max(at) from ticket_event where ticket_event.ticket = ticket.number) where status = 'cancelled' and closed_at is null`.execute(
    db,
  );

  const indexes: [name: string, columns: string[]][] = [
    ['ticket_of_member', ['member', 'created_at']],
    ['ticket_of_phone_tail', ['phone_tail', 'created_at']],
    ['ticket_claim', ['claimed_by', 'claim_until']],
    ['ticket_created', ['created_at']],
    ['ticket_closed', ['closed_at']],
    ['ticket_rated', ['rated_at']],
    ['ticket_of_line', ['line', 'closed_at']],
  ];
  for (const [name, columns] of indexes)
    await db.schema.createIndex(name).ifNotExists().on('ticket').columns(columns).execute();
  await db.schema
    .createIndex('ticket_of_order')
    .ifNotExists()
    .on('ticket')
    .expression(sql`lower(order_number)`)
    .execute();
  await db.schema
    .createIndex('idempotency_of_ticket')
    .ifNotExists()
    .on('idempotency')
    .column('ticket')
    .execute();

  await db.schema
    .createTable('ticket_note')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ticket', 'text', (column) =>
      column.notNull().references('ticket.number').onDelete('cascade'),
    )
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('agent', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('ticket_note_of_ticket')
    .ifNotExists()
    .on('ticket_note')
    .columns(['ticket', 'id'])
    .execute();
}

async function slotsAndBriefs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('slot')
    .ifNotExists()
    .addColumn('line', 'text', (column) => column.notNull())
    .addColumn('starts_at', 'bigint', (column) => column.notNull())
    .addColumn('taken', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('slot_window', ['line', 'starts_at'])
    .execute();
  await db.schema
    .createTable('brief')
    .ifNotExists()
    .addColumn('code', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('member', 'text')
    .addColumn('line', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('brief_expiry')
    .ifNotExists()
    .on('brief')
    .column('expires_at')
    .execute();
}

async function agentsAndSessions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agent')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('login', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('presence', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('disabled_at', 'bigint')
    .execute();
  await db.schema
    .createTable('session')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('agent', 'text', (column) =>
      column.notNull().references('agent.id').onDelete('cascade'),
    )
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('previous_hash', 'text')
    .addColumn('previous_until', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('rotated_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('session_of_agent')
    .ifNotExists()
    .on('session')
    .column('agent')
    .execute();
  await db.schema
    .createIndex('session_previous')
    .ifNotExists()
    .on('session')
    .column('previous_hash')
    .execute();
  await db.schema
    .createTable('audit')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text')
    .addColumn('detail', 'text')
    .execute();
  await db.schema
    .createIndex('audit_of_actor')
    .ifNotExists()
    .on('audit')
    .columns(['actor', 'id'])
    .execute();
  await db.schema
    .createIndex('audit_of_ticket')
    .ifNotExists()
    .on('audit')
    .columns(['ticket', 'id'])
    .execute();
}

async function linesAndOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('line_state')
    .ifNotExists()
    .addColumn('line', 'text', (column) => column.primaryKey())
    .addColumn('closed_reason', 'text')
    .addColumn('closed_until', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addColumn('wait_least', 'integer')
    .addColumn('wait_most', 'integer')
    .addColumn('wait_until', 'bigint')
    .addColumn('load_waiting', 'integer')
    .addColumn('load_agents', 'integer')
    .addColumn('load_least', 'integer')
    .addColumn('load_most', 'integer')
    .addColumn('load_at', 'bigint')
    .execute();
  await db.schema
    .createTable('outbox')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addColumn('locked_until', 'bigint')
    .addColumn('last_error', 'text')
    .addColumn('delivered_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('outbox_due')
    .ifNotExists()
    .on('outbox')
    .columns(['status', 'next_at'])
    .execute();
  await db.schema
    .createIndex('outbox_of_target')
    .ifNotExists()
    .on('outbox')
    .columns(['target', 'status', 'id'])
    .execute();
}

export const agents: Migration = {
  async up(db: Kysely<unknown>) {
    await ticketColumns(db);
    await slotsAndBriefs(db);
    await agentsAndSessions(db);
    await linesAndOutbox(db);
  },
};

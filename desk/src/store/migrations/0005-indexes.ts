import { sql, type Kysely, type Migration } from 'kysely';
import type { Schema } from '../schema.ts';
import { addMissingColumns } from './columns.ts';

/** The statuses as of this version. Queries name the same ones, as literals (`ticket-rows.ts`). */
const OPEN = "status in ('waiting', 'claimed', 'calling', 'unreached', 'follow-up')";
const WAITING = "status in ('waiting', 'unreached', 'follow-up')";

/**
 * Replaced, because a new ticket was entered into each of them: one that nobody has claimed, closed
 * or rated has nothing to be found by there.
 */
const REPLACED = [
  'ticket_queue',
  'ticket_of_member',
  'ticket_of_order',
  'ticket_claim',
  'ticket_closed',
  'ticket_rated',
  'ticket_of_line',
];

const INDEXES = [
  // In the order of the queue. `overdue_at` spares `tickets.overdue` the look at each row.
  `ticket_open on ticket (due_at, created_at, number, overdue_at) where ${OPEN}`,
  `ticket_callable on ticket (line, not_before) where ${WAITING}`,
  'ticket_of_member on ticket (member, created_at) where member is not null',
  'ticket_of_order on ticket (lower(order_number)) where order_number is not null',
  'ticket_claim on ticket (claimed_by, claim_until) where claimed_by is not null',
  'ticket_claim_until on ticket (claim_until) where claim_until is not null',
  'ticket_overdue on ticket (overdue_at) where overdue_at is not null',
  'ticket_closed on ticket (closed_at) where closed_at is not null',
  'ticket_rated on ticket (rated_at) where rated_at is not null',
  'ticket_of_line on ticket (line, closed_at) where closed_at is not null',
  'outbox_of_ticket on outbox (ticket) where ticket is not null',
  'outbox_delivered on outbox (delivered_at) where delivered_at is not null',
  'brief_of_member on brief (member)',
  'brief_created on brief (created_at)',
  'load_message_expiry on load_message (expires_at)',
];

/** Messages of the outbox that are read at a time. */
const BATCH = 1000;

/** Enters in each message of the outbox which ticket it is about. */
async function nameTickets(db: Kysely<Schema>): Promise<void> {
  for (let last = ''; ;) {
    const messages = await db
      .selectFrom('outbox')
      .select(['id', 'payload'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
      .execute();
    for (const { id, payload } of messages) {
      const { data } = JSON.parse(payload) as { data?: { number?: string } };
      await db
        .updateTable('outbox')
        .set({ ticket: data?.number ?? null })
        .where('id', '=', id)
        .execute();
    }
    last = messages.at(-1)?.id ?? '';
    if (messages.length < BATCH) return;
  }
}

/**
 * Lets every query find its rows by an index, also among a million tickets: the few that are open,
 * claimed, closed or rated are in indexes that hold no others.
 */
export const indexes: Migration = {
  async up(db: Kysely<unknown>) {
    await addMissingColumns(db, 'outbox', [['ticket', 'text']]);
    await nameTickets(db);
    for (const name of REPLACED) await db.schema.dropIndex(name).ifExists().execute();
    for (const index of INDEXES)
      await sql`create index if not exists ${sql.raw(index)}`.execute(db);
  },
};

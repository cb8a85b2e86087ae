import { sql, type Kysely, type Migration } from 'kysely';
import { addMissingColumns } from './columns.ts';

const INDEXES = [
  // A call that came in was not waited for.
  'ticket_first_call on ticket (first_call_at, created_at, not_before, origin) where first_call_at is not null',
  "ticket_came_in on ticket (created_at) where origin = 'call'",
  'brief_of_ticket on brief (ticket) where ticket is not null',
];

/** Tickets of calls that come in. An agent is on one call at a time, whatever happens at once. */
export const calls: Migration = {
  async up(db: Kysely<unknown>) {
    await addMissingColumns(db, 'ticket', [
      ['origin', 'text', (column) => column.notNull().defaultTo('callback')],
    ]);
    await addMissingColumns(db, 'brief', [
      ['tier', 'text'],
      ['ticket', 'text'],
    ]);
    await db.schema.dropIndex('ticket_first_call').ifExists().execute();
    for (const index of INDEXES)
      await sql`create index if not exists ${sql.raw(index)}`.execute(db);
    // Earlier versions let an agent begin a call during another: the latest is the one they are on.
    await sql`update ticket set status = 'claimed', call_started_at = null where status = 'calling' and exists (select 1 from ticket as later where later.status = 'calling' and later.claimed_by = ticket.claimed_by and (later.call_started_at > ticket.call_started_at or (later.call_started_at = ticket.call_started_at and later.number > ticket.number)))`.execute(
      db,
    );
    await sql`create unique index if not exists ticket_on_call on ticket (claimed_by) where status = 'calling'`.execute(
      db,
    );
  },
};

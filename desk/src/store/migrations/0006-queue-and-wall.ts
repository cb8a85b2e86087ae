import { sql, type Kysely, type Migration } from 'kysely';

/** The open statuses as of this version, as in `0005-indexes.ts`. */
const OPEN = "status in ('waiting', 'claimed', 'calling', 'unreached', 'follow-up')";

const INDEXES = [
  // In the order of the queue, with what counts it: no row is read then.
  `ticket_open on ticket (due_at, created_at, number, overdue_at, line, status, not_before) where ${OPEN}`,
  // What happened in the days of the wall.
  'ticket_first_call on ticket (first_call_at) where first_call_at is not null',
  'ticket_first_call_due on ticket (first_call_due_at) where first_call_due_at is not null',
];

/** Lets the queue be counted without its rows, and the wall be read without the whole queue. */
export const queueAndWall: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('ticket_open').ifExists().execute();
    for (const index of INDEXES)
      await sql`create index if not exists ${sql.raw(index)}`.execute(db);
  },
};

import { sql, type Kysely, type Migration } from 'kysely';

/** The open statuses as of this version, as in `0005-indexes.ts`. */
const OPEN = "status in ('waiting', 'claimed', 'calling', 'unreached', 'follow-up')";

const INDEXES = [
  // In the order of the queue, with what counts it: no row is read then.
  `ticket_open on ticket (due_at, created_at, number, overdue_at, line, status, not_before, first_call_at, tier) where ${OPEN}`,
  // What happened in the days of the wall, with what it counts.
  'ticket_first_call on ticket (first_call_at, created_at, not_before) where first_call_at is not null',
  'ticket_first_call_due on ticket (first_call_due_at, first_call_at, tier) where first_call_due_at is not null',
  'ticket_closed on ticket (closed_at, status, outcome) where closed_at is not null',
  'ticket_never_called on ticket (due_at, closed_at, status, tier) where closed_at is not null and first_call_at is null',
  'ticket_rated on ticket (rated_at, rating) where rated_at is not null',
];

/** Lets the queue and the wall be counted by indexes, without the rows of the tickets. */
export const queueAndWall: Migration = {
  async up(db: Kysely<unknown>) {
    for (const name of ['ticket_open', 'ticket_closed', 'ticket_rated'])
      await db.schema.dropIndex(name).ifExists().execute();
    for (const index of INDEXES)
      await sql`create index if not exists ${sql.raw(index)}`.execute(db);
  },
};

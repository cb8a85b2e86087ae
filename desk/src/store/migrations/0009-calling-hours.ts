import { sql, type Kysely, type Migration } from 'kysely';

/** The statuses as of this version, as in `0005-indexes.ts`. */
const OPEN = "status in ('waiting', 'claimed', 'calling', 'unreached', 'follow-up')";
const WAITING = "status in ('waiting', 'unreached', 'follow-up')";

const INDEXES = [
  // In the order of the queue, with what counts it: no row is read then.
  `ticket_open on ticket (due_at, created_at, number, overdue_at, line, status, not_before, window_to, first_call_at, tier) where ${OPEN}`,
  // With what tells whether the member chose the time.
  `ticket_callable on ticket (line, not_before, status, window_to) where ${WAITING}`,
];

/** Lets the queue be counted by indexes, now that members are called in hours or chosen windows only. */
export const callingHours: Migration = {
  async up(db: Kysely<unknown>) {
    for (const name of ['ticket_open', 'ticket_callable'])
      await db.schema.dropIndex(name).ifExists().execute();
    for (const index of INDEXES)
      await sql`create index if not exists ${sql.raw(index)}`.execute(db);
  },
};

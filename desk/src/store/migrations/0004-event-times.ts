import type { Kysely, Migration } from 'kysely';

/** Finds the events that are later than now, every few seconds. */
export const eventTimes: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('ticket_event_at')
      .ifNotExists()
      .on('ticket_event')
      .column('at')
      .execute();
  },
};

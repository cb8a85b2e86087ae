import { sql, type Kysely, type Migration } from 'kysely';
import { addMissingColumns } from './columns.ts';

/** Tickets that were merged into another one. */
export const merged: Migration = {
  async up(db: Kysely<unknown>) {
    await addMissingColumns(db, 'ticket', [['merged_into', 'text']]);
    await sql`create index if not exists ticket_merged on ticket (merged_into) where merged_into is not null`.execute(
      db,
    );
  },
};

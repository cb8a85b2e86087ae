import type { Kysely, Migration } from 'kysely';
import { addMissingColumns } from './columns.ts';

/** What agents ask members to add to their tickets, as JSON: few, and read only with the ticket. */
export const inquiries: Migration = {
  async up(db: Kysely<unknown>) {
    await addMissingColumns(db, 'ticket', [
      ['inquiries', 'text'],
      ['answered_at', 'bigint'],
    ]);
  },
};

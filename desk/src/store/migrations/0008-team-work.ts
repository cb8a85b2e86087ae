import type { Kysely, Migration } from 'kysely';
import { addMissingColumns } from './columns.ts';

/** The member's name, what agents tell the member, and the lines that an agent serves. */
export const teamWork: Migration = {
  async up(db: Kysely<unknown>) {
    await addMissingColumns(db, 'ticket', [
      ['member_name', 'text'],
      ['conclusion', 'text'],
    ]);
    await addMissingColumns(db, 'agent', [['lines', 'text']]);
  },
};

import type { Kysely, Migration } from 'kysely';
import { addMissingColumns } from './columns.ts';

/** The extension of a member's phone, which version 0.1 accepted and dropped. */
export const extensions: Migration = {
  async up(db: Kysely<unknown>) {
    await addMissingColumns(db, 'ticket', [['extension', 'text']]);
  },
};

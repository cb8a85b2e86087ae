import { sql, type Kysely, type Migration } from 'kysely';
import { addMissingColumns } from './columns.ts';

/** The device that took a code follows the call that an agent opens from it. */
export const briefKeys: Migration = {
  async up(db: Kysely<unknown>) {
    await addMissingColumns(db, 'brief', [['key_hash', 'text']]);
    await sql`create unique index if not exists brief_of_key on brief (key_hash) where key_hash is not null`.execute(
      db,
    );
  },
};

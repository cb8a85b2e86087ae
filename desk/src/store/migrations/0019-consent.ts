import type { Kysely, Migration } from 'kysely';
import { addMissingColumns } from './columns.ts';

/** When members agreed, and to which version of the text. */
export const consent: Migration = {
  up: (db: Kysely<unknown>) =>
    addMissingColumns(db, 'ticket', [
      ['consent_at', 'bigint'],
      ['consent_version', 'text'],
    ]),
};

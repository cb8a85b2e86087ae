import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** What runs queries: the database, or a transaction. */
export type Reader = Kysely<Schema> | Transaction<Schema>;

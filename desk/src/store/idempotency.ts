import { sql } from 'kysely';
import { DAY } from '../../../src/core/time.ts';
import type { Database, Reader } from './database.ts';
import { allGiven, prepared, type Give } from './prepared.ts';
import type { Schema } from './schema.ts';
import type { CreateTicket, Replay } from './store.ts';
import { findTicket } from './ticket-rows.ts';

/** A repeated Idempotency-Key gets the same ticket for this long, ms. */
const IDEMPOTENCY_MS = DAY;
/** Expired keys that each new request removes: more than it adds. */
const MAX_EXPIRED_KEYS = 10;

export interface OfKey {
  keyHash: string;
  now: number;
}

/** Deletes the key where it has expired, and some others that have. */
const deleteExpired = (rowLocks: boolean) =>
  prepared((db, given: Give<OfKey>) =>
    db
      .deleteFrom('idempotency')
      .where('expiresAt', '<=', given('now'))
      .where((where) =>
        where.or([
          where('keyHash', '=', given('keyHash')),
          where(
            'keyHash',
            'in',
            where
              .selectFrom('idempotency as old')
              .select('old.keyHash')
              .where('old.expiresAt', '<=', given('now'))
              .orderBy('old.expiresAt')
              .limit(sql.lit(MAX_EXPIRED_KEYS))
              .$if(rowLocks, (query) => query.forUpdate().skipLocked()),
          ),
        ]),
      ),
  );
const deleteExpiredKeys = { locking: deleteExpired(true), alone: deleteExpired(false) };

export const storedKey = prepared((db, given: Give<OfKey>) =>
  db
    .selectFrom('idempotency')
    .select(['fingerprint', 'ticket'])
    .where('keyHash', '=', given('keyHash'))
    .where('expiresAt', '>', given('now')),
);

const newKey = prepared((db, given: Give<Schema['idempotency']>) =>
  db
    .insertInto('idempotency')
    .values(allGiven(['keyHash', 'fingerprint', 'ticket', 'expiresAt'], given)),
);

/** A query that removes the key where it has expired, and some others that have. */
export const forgetExpiredKeys = ({ dialect }: Database, reader: Reader, ofKey: OfKey) =>
  deleteExpiredKeys[dialect.rowLocks ? 'locking' : 'alone'](reader, ofKey);

/** A query that remembers which ticket a request has made. */
export const rememberKey = (
  reader: Reader,
  { keyHash, fingerprint }: CreateTicket['idempotency'],
  ticket: string,
  now: number,
) => newKey(reader, { keyHash, fingerprint, ticket, expiresAt: now + IDEMPOTENCY_MS });

/** What a request with this body gets that finds its key stored. */
export async function replayOf(
  reader: Reader,
  known: { fingerprint: string; ticket: string } | undefined,
  fingerprint: string,
): Promise<Replay> {
  if (!known) return undefined;
  const ticket =
    known.fingerprint === fingerprint ? await findTicket(reader, known.ticket) : undefined;
  return ticket ? { kind: 'replayed', ticket } : { kind: 'key-reused' };
}

/** What was stored under an Idempotency-Key. */
export async function findReplay(
  reader: Reader,
  { keyHash, fingerprint }: CreateTicket['idempotency'],
  now: number,
): Promise<Replay> {
  const { rows } = await reader.executeQuery(storedKey(reader, { keyHash, now }));
  return replayOf(reader, rows[0], fingerprint);
}

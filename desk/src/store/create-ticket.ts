import { sql } from 'kysely';
import { DAY, HOUR } from '../../../src/core/time.ts';
import { latestPast } from '../domain/skew.ts';
import type { StoredTicket } from '../domain/ticket.ts';
import type { TicketEvent } from '../../wire/ticket.ts';
import type { Database, Reader } from './database.ts';
import { isTaken } from './errors.ts';
import { insertMessages } from './outbox.ts';
import { allGiven, prepared, runTogether, type Give } from './prepared.ts';
import type { Schema } from './schema.ts';
import { takeSlot } from './slots.ts';
import type { CreateOutcome, CreateTicket, Replay } from './store.ts';
import { pointOf, takePoint, TooMany } from './throttle.ts';
import { findTicket, insertEvents, insertTicket, isOpenRow } from './ticket-rows.ts';

/** A repeated Idempotency-Key gets the same ticket for this long, ms. */
export const IDEMPOTENCY_MS = DAY;
/**
 * Retry time when only older tickets that are still open use up the limit: nobody knows when they
 * end.
 */
const OPEN_TICKETS_RETRY_MS = HOUR;
/**
 * Ticket numbers are random within a day. With half of the 100,000 taken, 20 collisions in a row
 * have a probability of one in a million.
 */
export const MAX_ATTEMPTS = 20;
/** Expired keys that each new request removes: more than it adds. */
const MAX_EXPIRED_KEYS = 10;

interface OfKey {
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

/** Tickets of a phone number that are open or were made within a day. */
const ticketsOfNumber = prepared(
  (db, given: Give<{ phone: string; since: number; latest: number }>) =>
    db
      .selectFrom('ticket')
      .select('createdAt')
      .where('phone', '=', given('phone'))
      .where((where) =>
        where.or([
          where.and([
            where('createdAt', '>', given('since')),
            where('createdAt', '<=', given('latest')),
          ]),
          isOpenRow(where),
        ]),
      )
      .orderBy('createdAt'),
);

/** What counts for the limit of a number. Tickets of a clock that was ahead would count for as long as it was. */
const within = (now: number) => ({ since: now - DAY, latest: latestPast(now) });

/** How long until this phone number may be used again, ms; undefined when it may be used now. */
function waitForNumber(
  counted: readonly { createdAt: number }[],
  { now, perNumberPerDay }: CreateTicket,
): number | undefined {
  if (counted.length < perNumberPerDay) return undefined;
  const { since, latest } = within(now);
  const first = counted.find(({ createdAt }) => createdAt > since && createdAt <= latest);
  return first ? first.createdAt - since : OPEN_TICKETS_RETRY_MS;
}

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

/**
 * @throws a constraint error when the number or the key was taken meanwhile; the transaction is
 * rolled back then
 */
function tryCreate(database: Database, request: CreateTicket): Promise<CreateOutcome> {
  const { dialect } = database;
  const { idempotency, limit, now, phone } = request;
  const { keyHash, fingerprint } = idempotency;
  return database.transact(async (transaction, tell): Promise<CreateOutcome> => {
    // A key that is forgotten early would let a repeated request make a second ticket.
    const ofKey = { keyHash, now: now - database.lagMs() };
    const forget = deleteExpiredKeys[dialect.rowLocks ? 'locking' : 'alone'];
    const [keys, counted] = await runTogether(
      transaction,
      [storedKey(transaction, ofKey), ticketsOfNumber(transaction, { phone, ...within(now) })],
      [...dialect.lockText(transaction, `phone:${phone}`), forget(transaction, ofKey)],
    );
    const replay = await replayOf(transaction, keys.rows[0], fingerprint);
    if (replay) return replay;
    const retryAfterMs = waitForNumber(counted.rows, request);
    if (retryAfterMs !== undefined) return { kind: 'too-many', retryAfterMs };
    const record = request.mint();
    if (record === 'unknown-slot') return { kind: record };
    if (request.take && !(await takeSlot(transaction, request.take))) return { kind: 'slot-full' };
    const first: TicketEvent = {
      at: record.createdAt,
      status: record.status,
      kind: 'status',
      actor: 'member',
      agent: null,
    };
    const ticket: StoredTicket = { ...record, timeline: [first] };
    const writes = [
      insertTicket(transaction, record),
      ...insertEvents(transaction, record.number, 0, ticket.timeline),
      newKey(transaction, {
        keyHash,
        fingerprint,
        ticket: record.number,
        expiresAt: now + IDEMPOTENCY_MS,
      }),
      ...insertMessages(transaction, database, {
        types: ['callback.created'],
        ticket: record,
        now,
        tell,
      }),
    ];
    if (limit) {
      const [point] = await runTogether(
        transaction,
        [takePoint(transaction, limit, now)],
        [],
        writes,
      );
      pointOf(point, limit, now);
    } else await runTogether(transaction, writes);
    tell({ kind: 'ticket', number: record.number });
    return { kind: 'created', ticket };
  });
}

/** @throws a constraint error when no free number was found in {@link MAX_ATTEMPTS} attempts */
export async function createTicket(
  database: Database,
  request: CreateTicket,
): Promise<CreateOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryCreate(database, request);
    } catch (error) {
      if (error instanceof TooMany)
        return { kind: 'too-many-requests', retryAfterMs: error.retryAfterMs };
      if (!isTaken(error) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

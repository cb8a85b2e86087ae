import { DAY, HOUR } from '../../../src/core/time.ts';
import { latestPast } from '../domain/skew.ts';
import type { StoredTicket } from '../domain/ticket.ts';
import type { TicketEvent } from '../../wire/ticket.ts';
import type { Database, Reader } from './database.ts';
import { isTaken } from './errors.ts';
import { addMessages } from './outbox.ts';
import { takeSlot } from './slots.ts';
import type { CreateOutcome, CreateTicket, Replay } from './store.ts';
import { takePoint, TooMany } from './throttle.ts';
import { addEvents, findTicket, isOpenRow, toRow } from './ticket-rows.ts';

/** A repeated Idempotency-Key gets the same ticket for this long, ms. */
const IDEMPOTENCY_MS = DAY;
/**
 * Retry time when only older tickets that are still open use up the limit: nobody knows when they
 * end.
 */
const OPEN_TICKETS_RETRY_MS = HOUR;
/**
 * Ticket numbers are random within a day. With half of the 100,000 taken, 20 collisions in a row
 * have a probability of one in a million.
 */
const MAX_ATTEMPTS = 20;
/** Expired keys that each new request removes: more than it adds. */
const MAX_EXPIRED_KEYS = 10;

async function deleteExpiredKeys(
  reader: Reader,
  rowLocks: boolean,
  keyHash: string,
  now: number,
): Promise<void> {
  await reader
    .deleteFrom('idempotency')
    .where('expiresAt', '<=', now)
    .where((where) =>
      where.or([
        where('keyHash', '=', keyHash),
        where(
          'keyHash',
          'in',
          where
            .selectFrom('idempotency as old')
            .select('old.keyHash')
            .where('old.expiresAt', '<=', now)
            .orderBy('old.expiresAt')
            .limit(MAX_EXPIRED_KEYS)
            .$if(rowLocks, (query) => query.forUpdate().skipLocked()),
        ),
      ]),
    )
    .execute();
}

/** How long until this phone number may be used again, ms; undefined when it may be used now. */
async function waitForNumber(
  reader: Reader,
  { phone, now, perNumberPerDay }: CreateTicket,
): Promise<number | undefined> {
  const since = now - DAY;
  // Tickets of a clock that was ahead would count for as long as it was.
  const latest = latestPast(now);
  const counted = await reader
    .selectFrom('ticket')
    .select('createdAt')
    .where('phone', '=', phone)
    .where((where) =>
      where.or([
        where.and([where('createdAt', '>', since), where('createdAt', '<=', latest)]),
        isOpenRow(where),
      ]),
    )
    .orderBy('createdAt')
    .execute();
  if (counted.length < perNumberPerDay) return undefined;
  const first = counted.find(({ createdAt }) => createdAt > since && createdAt <= latest);
  return first ? first.createdAt - since : OPEN_TICKETS_RETRY_MS;
}

/** What was stored under an Idempotency-Key. */
export async function findReplay(
  reader: Reader,
  { keyHash, fingerprint }: CreateTicket['idempotency'],
  now: number,
): Promise<Replay> {
  const known = await reader
    .selectFrom('idempotency')
    .selectAll()
    .where('keyHash', '=', keyHash)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  if (!known) return undefined;
  const ticket =
    known.fingerprint === fingerprint ? await findTicket(reader, known.ticket) : undefined;
  return ticket ? { kind: 'replayed', ticket } : { kind: 'key-reused' };
}

/**
 * @throws a constraint error when the number or the key was taken meanwhile; the transaction is
 * rolled back then
 */
function tryCreate(database: Database, request: CreateTicket): Promise<CreateOutcome> {
  const { dialect } = database;
  const { idempotency, now } = request;
  return database.transact(async (transaction, tell): Promise<CreateOutcome> => {
    await dialect.lockText(transaction, `phone:${request.phone}`);
    // A key that is forgotten early would let a repeated request make a second ticket.
    const surely = now - database.lagMs();
    await deleteExpiredKeys(transaction, dialect.rowLocks, idempotency.keyHash, surely);
    const replay = await findReplay(transaction, idempotency, surely);
    if (replay) return replay;
    const retryAfterMs = await waitForNumber(transaction, request);
    if (retryAfterMs !== undefined) return { kind: 'too-many', retryAfterMs };
    const record = request.mint();
    if (record === 'unknown-slot') return { kind: record };
    if (request.take && !(await takeSlot(transaction, request.take))) return { kind: 'slot-full' };
    if (request.limit) await takePoint(transaction, request.limit, now);
    const first: TicketEvent = {
      at: record.createdAt,
      status: record.status,
      kind: 'status',
      actor: 'member',
      agent: null,
    };
    const ticket: StoredTicket = { ...record, timeline: [first] };
    await transaction.insertInto('ticket').values(toRow(record)).execute();
    await addEvents(transaction, record.number, 0, ticket.timeline);
    await transaction
      .insertInto('idempotency')
      .values({ ...idempotency, ticket: record.number, expiresAt: now + IDEMPOTENCY_MS })
      .execute();
    await addMessages(transaction, database, {
      types: ['callback.created'],
      ticket: record,
      now,
      tell,
    });
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

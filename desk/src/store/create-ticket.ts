import { DAY, HOUR } from '../../../src/core/time.ts';
import type { StoredTicket } from '../domain/ticket.ts';
import type { TicketEvent } from '../../wire/ticket.ts';
import type { Database, Reader } from './database.ts';
import { isTaken } from './dialect.ts';
import { addMessages } from './outbox.ts';
import { takeSlot } from './slots.ts';
import type { CreateOutcome, CreateTicket } from './store.ts';
import { addEvents, findTicket, isOpenRow, toRow } from './ticket-rows.ts';

/** So long the answer to an Idempotency-Key is the same ticket. */
const IDEMPOTENCY_MS = DAY;
/** An older ticket that is still open does not say when it will end. */
const RETRY_OPEN_MS = HOUR;
/** Numbers are random within a day: with half of all 100,000 taken, 20 misses in a row come once in a million. */
const MOST_ATTEMPTS = 20;
/** Each new key takes some that have run out with it, more than are made. */
const FORGOTTEN_AT_ONCE = 10;

async function forgetKeys(
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
            .limit(FORGOTTEN_AT_ONCE)
            .$if(rowLocks, (query) => query.forUpdate().skipLocked()),
        ),
      ]),
    )
    .execute();
}

/** The ms until this phone number may be used again; undefined where it may be used now. */
async function waitForNumber(
  reader: Reader,
  { phone, now, perNumberPerDay }: CreateTicket,
): Promise<number | undefined> {
  const since = now - DAY;
  const counted = await reader
    .selectFrom('ticket')
    .select('createdAt')
    .where('phone', '=', phone)
    .where((where) => where.or([where('createdAt', '>', since), isOpenRow(where)]))
    .orderBy('createdAt')
    .execute();
  if (counted.length < perNumberPerDay) return undefined;
  const first = counted.find(({ createdAt }) => createdAt > since);
  return first ? first.createdAt - since : RETRY_OPEN_MS;
}

/** @throws a constraint error where number or key was taken in the meantime: everything is rolled back then */
function tryCreate(database: Database, request: CreateTicket): Promise<CreateOutcome> {
  const { dialect } = database;
  const { idempotency, now } = request;
  return database.transact(async (transaction, tell): Promise<CreateOutcome> => {
    await dialect.lockText(transaction, `phone:${request.phone}`);
    await forgetKeys(transaction, dialect.rowLocks, idempotency.keyHash, now);
    const known = await transaction
      .selectFrom('idempotency')
      .selectAll()
      .where('keyHash', '=', idempotency.keyHash)
      .executeTakeFirst();
    if (known) {
      const ticket =
        known.fingerprint === idempotency.fingerprint
          ? await findTicket(transaction, known.ticket)
          : undefined;
      return ticket ? { kind: 'replayed', ticket } : { kind: 'key-reused' };
    }
    const retryAfterMs = await waitForNumber(transaction, request);
    if (retryAfterMs !== undefined) return { kind: 'too-many', retryAfterMs };
    if (request.take && !(await takeSlot(transaction, request.take))) return { kind: 'slot-full' };

    const record = request.mint();
    if (record === 'unknown-slot') return { kind: record };
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

/** @throws where no free number was found in many attempts */
export async function createTicket(
  database: Database,
  request: CreateTicket,
): Promise<CreateOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryCreate(database, request);
    } catch (error) {
      if (!isTaken(error) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

import { sql, type Kysely, type Transaction } from 'kysely';
import { isCancellable, OPEN_STATUSES, WAITING_STATUSES } from '../domain/ticket.ts';
import type { StoredTicket, TicketRecord } from '../domain/ticket.ts';
import type { Schema, TicketTable } from './schema.ts';
import type { CreateOutcome, CreateTicket, Store } from './store.ts';

const DAY_MS = 86_400_000;
/** So long the answer to an Idempotency-Key is the same ticket. */
const IDEMPOTENCY_MS = DAY_MS;
/** An older ticket that is still open does not say when it will end. */
const RETRY_OPEN_MS = 3_600_000;
/** Numbers are random within a day: with half of all 100,000 taken, 20 misses in a row come once in a million. */
const MOST_ATTEMPTS = 20;

type Reader = Kysely<Schema> | Transaction<Schema>;

const fromRow = (row: TicketTable): TicketRecord => ({ ...row, urgent: row.urgent === 1, senior: row.senior === 1 });
const toRow = (ticket: TicketRecord): TicketTable => ({ ...ticket, urgent: ticket.urgent ? 1 : 0, senior: ticket.senior ? 1 : 0 });

/** Another writer was first: SQLite's codes for it, and PostgreSQL's. */
function isTaken(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === '23505';
}

async function find(db: Reader, number: string): Promise<StoredTicket | undefined> {
  const row = await db.selectFrom('ticket').selectAll().where('number', '=', number).executeTakeFirst();
  if (!row) return undefined;
  const timeline = await db.selectFrom('ticketEvent').select(['at', 'status']).where('ticket', '=', number).orderBy('seq').execute();
  return { ...fromRow(row), timeline };
}

/** The ms until this phone number may be used again; undefined where it may be used now. */
async function waitForNumber(db: Reader, { phone, now, perNumberPerDay }: CreateTicket): Promise<number | undefined> {
  const since = now - DAY_MS;
  const counted = await db
    .selectFrom('ticket')
    .select('createdAt')
    .where('phone', '=', phone)
    .where((where) => where.or([where('createdAt', '>', since), where('status', 'in', OPEN_STATUSES)]))
    .orderBy('createdAt')
    .execute();
  if (counted.length < perNumberPerDay) return undefined;
  const first = counted.find(({ createdAt }) => createdAt > since);
  return first ? first.createdAt - since : RETRY_OPEN_MS;
}

/** @throws a constraint error where number or key was taken in the meantime: everything is rolled back then */
function tryCreate(db: Kysely<Schema>, request: CreateTicket): Promise<CreateOutcome> {
  const { idempotency, now } = request;
  return db.transaction().execute(async (transaction): Promise<CreateOutcome> => {
    // A write comes first, so that SQLite's one write lock is held before anything is read.
    await transaction.deleteFrom('idempotency').where('expiresAt', '<=', now).execute();
    const known = await transaction.selectFrom('idempotency').selectAll().where('keyHash', '=', idempotency.keyHash).executeTakeFirst();
    if (known) {
      const ticket = known.fingerprint === idempotency.fingerprint ? await find(transaction, known.ticket) : undefined;
      return ticket ? { kind: 'replayed', ticket } : { kind: 'key-reused' };
    }
    const retryAfterMs = await waitForNumber(transaction, request);
    if (retryAfterMs !== undefined) return { kind: 'too-many', retryAfterMs };

    const ticket = request.mint();
    await transaction.insertInto('ticket').values(toRow(ticket)).execute();
    await transaction
      .insertInto('ticketEvent')
      .values({ ticket: ticket.number, seq: 1, at: ticket.createdAt, status: ticket.status, actor: 'member' })
      .execute();
    await transaction
      .insertInto('idempotency')
      .values({ ...idempotency, ticket: ticket.number, expiresAt: now + IDEMPOTENCY_MS })
      .execute();
    return { kind: 'created', ticket: { ...ticket, timeline: [{ at: ticket.createdAt, status: ticket.status }] } };
  });
}

async function create(db: Kysely<Schema>, request: CreateTicket): Promise<CreateOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryCreate(db, request);
    } catch (error) {
      if (!isTaken(error) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

async function cancel(db: Kysely<Schema>, number: string, now: number): Promise<StoredTicket | undefined> {
  return db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('ticket')
      .set({ status: 'cancelled' })
      .where('number', '=', number)
      .where('status', 'in', OPEN_STATUSES.filter(isCancellable))
      .executeTakeFirstOrThrow();
    if (numUpdatedRows > 0n) {
      const { last } = await transaction
        .selectFrom('ticketEvent')
        .select(({ fn }) => fn.max('seq').as('last'))
        .where('ticket', '=', number)
        .executeTakeFirstOrThrow();
      await transaction
        .insertInto('ticketEvent')
        .values({ ticket: number, seq: last + 1, at: now, status: 'cancelled', actor: 'member' })
        .execute();
    }
    return find(transaction, number);
  });
}

/** The store over any database that Kysely speaks to and whose schema is up to date. */
export function createKyselyStore(db: Kysely<Schema>): Store {
  return {
    async setting(name, make) {
      await db
        .insertInto('setting')
        .values({ name, value: make() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const { value } = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirstOrThrow();
      return value;
    },
    createTicket: (request) => create(db, request),
    findTicket: (number) => find(db, number),
    cancelTicket: (number, now) => cancel(db, number, now),
    async waiting() {
      const rows = await db
        .selectFrom('ticket')
        .selectAll()
        .where('status', 'in', WAITING_STATUSES)
        .orderBy('dueAt', (order) => order.asc().nullsLast())
        .orderBy('createdAt')
        .orderBy('number')
        .execute();
      return rows.map(fromRow);
    },
    async ping() {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}

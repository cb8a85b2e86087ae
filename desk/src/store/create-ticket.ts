import { DAY, HOUR } from '../../../src/core/time.ts';
import { latestPast } from '../domain/skew.ts';
import type { StoredTicket } from '../domain/ticket.ts';
import type { TicketEvent } from '../../wire/ticket.ts';
import { claimAttachments, UnknownAttachments } from './attachments.ts';
import type { Database } from './database.ts';
import { forgetExpiredKeys, rememberKey, replayOf, storedKey } from './idempotency.ts';
import { insertMessages } from './outbox.ts';
import { prepared, runTogether, type Give } from './prepared.ts';
import { takeSlot } from './slots.ts';
import type { CreateOutcome, CreateTicket } from './store.ts';
import { pointOf, takePoint, TooMany } from './throttle.ts';
import { insertEvents, insertTicket, isOpenRow } from './ticket-rows.ts';
import { untilNotTaken } from './until-not-taken.ts';

/**
 * Retry time when only older tickets that are still open use up the limit: nobody knows when they
 * end.
 */
const OPEN_TICKETS_RETRY_MS = HOUR;

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

/**
 * @throws a constraint error when the number or the key was taken meanwhile; the transaction is
 * rolled back then
 */
function tryCreate(database: Database, request: CreateTicket): Promise<CreateOutcome> {
  const { dialect } = database;
  const { idempotency, limit, now, phone, attachments = [] } = request;
  const { keyHash, fingerprint } = idempotency;
  return database.transact(async (transaction, tell): Promise<CreateOutcome> => {
    // A key that is forgotten early would let a repeated request make a second ticket.
    const ofKey = { keyHash, now: now - database.lagMs() };
    const [keys, counted] = await runTogether(
      transaction,
      [storedKey(transaction, ofKey), ticketsOfNumber(transaction, { phone, ...within(now) })],
      [
        ...dialect.lockText(transaction, `phone:${phone}`),
        forgetExpiredKeys(database, transaction, ofKey),
      ],
    );
    const replay = await replayOf(transaction, keys.rows[0], fingerprint);
    if (replay) return replay;
    const retryAfterMs = waitForNumber(counted.rows, request);
    if (retryAfterMs !== undefined) return { kind: 'too-many', retryAfterMs };
    const minted = request.mint();
    if (minted === 'unknown-slot') return { kind: minted };
    const record = { ...minted, attachments: attachments.length };
    if (request.take && !(await takeSlot(transaction, request.take))) return { kind: 'slot-full' };
    const first: TicketEvent = {
      at: record.createdAt,
      status: record.status,
      kind: 'status',
      actor: 'member',
      agent: null,
    };
    const ticket: StoredTicket = { ...record, timeline: [first, ...(request.moreSteps ?? [])] };
    const writes = [
      insertTicket(transaction, record),
      ...insertEvents(transaction, record.number, 0, ticket.timeline),
      rememberKey(transaction, idempotency, record.number, now),
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
    await claimAttachments(transaction, attachments, { ticket: record.number }, now);
    tell({ kind: 'ticket', number: record.number });
    return { kind: 'created', ticket };
  });
}

/** @throws a constraint error when no free number was found */
export async function createTicket(
  database: Database,
  request: CreateTicket,
): Promise<CreateOutcome> {
  try {
    return await untilNotTaken(() => tryCreate(database, request));
  } catch (error) {
    if (error instanceof TooMany)
      return { kind: 'too-many-requests', retryAfterMs: error.retryAfterMs };
    if (error instanceof UnknownAttachments) return { kind: 'unknown-attachment', at: error.at };
    throw error;
  }
}

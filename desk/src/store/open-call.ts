import { sql } from 'kysely';
import type { TicketStatus } from '../../../src/contract/ticket-status.ts';
import type { StoredTicket } from '../domain/ticket.ts';
import type { TicketEvent } from '../../wire/ticket.ts';
import { openAlike } from './alike.ts';
import { addAudit } from './audit.ts';
import { takeOverAttachments } from './attachments.ts';
import type { Database, Reader } from './database.ts';
import { rememberKey, replayOf, storedKey } from './idempotency.ts';
import { insertMessages } from './outbox.ts';
import { runTogether, prepared, type Give } from './prepared.ts';
import { followCall } from './presence.ts';
import type { Alike, OpenCall, OpenCallOutcome } from './store.ts';
import { insertEvents, insertTicket } from './ticket-rows.ts';
import { untilNotTaken } from './until-not-taken.ts';

/** More open tickets of one caller than this are not offered: nobody reads them during a call. */
const MAX_OFFERED = 20;

const callOfAgent = prepared((db, given: Give<{ agent: string }>) =>
  db
    .selectFrom('ticket')
    .select('number')
    .where('claimedBy', '=', given('agent'))
    .where('status', '=', sql.lit<TicketStatus>('calling')),
);

/** Number of the ticket on which an agent is on a call. */
export async function callOf(reader: Reader, agent: string): Promise<string | undefined> {
  const { rows } = await reader.executeQuery(callOfAgent(reader, { agent }));
  return rows[0]?.number;
}

/** Has two agents with one code, phone, order or member come one after the other. */
const locksOf = ({ phone, member, orderNumber }: Alike, code: string | undefined): string[] =>
  [
    phone && `phone:${phone}`,
    member !== null && `member:${member}`,
    orderNumber !== null && `order:${orderNumber.toLowerCase()}`,
    code !== undefined && `code:${code}`,
  ]
    .filter((text) => typeof text === 'string' && text !== '')
    .map(String)
    // In one order, so that no two wait for each other.
    .sort();

function tryOpen(database: Database, request: OpenCall): Promise<OpenCallOutcome> {
  const { idempotency, now, agent, alike, code, seen } = request;
  const { keyHash, fingerprint } = idempotency;
  return database.transact(async (transaction, tell): Promise<OpenCallOutcome> => {
    const locks = locksOf(alike, code).flatMap((text) =>
      database.dialect.lockText(transaction, text),
    );
    const ofKey = { keyHash, now: now - database.lagMs() };
    const [keys] = await runTogether(transaction, [storedKey(transaction, ofKey)], locks);
    const replay = await replayOf(transaction, keys.rows[0], fingerprint);
    if (replay) return replay;
    const busy = await callOf(transaction, agent);
    if (busy !== undefined) return { kind: 'on-a-call', number: busy };
    const brief =
      code === undefined
        ? undefined
        : await transaction
            .selectFrom('brief')
            .select([
              'ticket',
              'keyHash',
              ({ selectFrom, fn }) =>
                selectFrom('attachment')
                  .select(fn.countAll<number>().as('count'))
                  .whereRef('attachment.brief', '=', 'brief.code')
                  .as('attachments'),
            ])
            .where('code', '=', code)
            .where('expiresAt', '>', now)
            .executeTakeFirst();
    const open = await openAlike(
      transaction,
      { ...alike, number: brief?.ticket ?? alike.number },
      MAX_OFFERED,
    );
    if (open.some(({ number }) => !seen.includes(number)))
      return { kind: 'open-tickets', tickets: open };
    // Whoever took the code follows the call with the same key.
    const record = {
      ...request.mint(),
      keyHash: brief?.keyHash ?? '',
      attachments: brief?.attachments ?? 0,
    };
    const first: TicketEvent = {
      at: record.createdAt,
      status: record.status,
      kind: 'called-in',
      actor: 'agent',
      agent,
    };
    const ticket: StoredTicket = { ...record, timeline: [first] };
    await runTogether(
      transaction,
      [],
      [],
      [
        insertTicket(transaction, record),
        ...insertEvents(transaction, record.number, 0, ticket.timeline),
        rememberKey(transaction, idempotency, record.number, now),
        ...insertMessages(transaction, database, {
          types: ['call.opened'],
          ticket: record,
          now,
          tell,
        }),
      ],
    );
    if (code !== undefined) {
      await transaction
        .updateTable('brief')
        .set({ ticket: record.number })
        .where('code', '=', code)
        .execute();
      await takeOverAttachments(transaction, code, record.number);
    }
    await followCall(transaction, undefined, record, tell);
    await addAudit(transaction, database, now, {
      actor: agent,
      action: 'ticket.call-opened',
      ticket: record.number,
    });
    tell({ kind: 'ticket', number: record.number });
    return { kind: 'created', ticket };
  });
}

/**
 * Repeated when the number or the key is taken, or the agent has begun another call meanwhile.
 * @throws a constraint error when no free number was found
 */
export const openCall = (database: Database, request: OpenCall): Promise<OpenCallOutcome> =>
  untilNotTaken(() => tryOpen(database, request));

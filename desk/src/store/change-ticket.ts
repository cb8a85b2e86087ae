import type { Transaction } from 'kysely';
import type { Decision, TicketChange } from '../domain/change.ts';
import { firstOrder } from '../domain/inquiries.ts';
import { latestPast } from '../domain/skew.ts';
import { sortedId } from '../domain/sorted-id.ts';
import type { StoredTicket, TicketRecord } from '../domain/ticket.ts';
import type { OpenLines } from '../../wire/calling-hours.ts';
import { claimAttachments, eraseAttachmentsOf, UnknownAttachments } from './attachments.ts';
import { addAudit } from './audit.ts';
import { isTaken } from './errors.ts';
import { followCall } from './presence.ts';
import { eraseBriefsOf } from './briefs.ts';
import type { Database } from './database.ts';
import { eraseFromMessages, insertMessages } from './outbox.ts';
import { insertCall } from './figures.ts';
import { keepReport } from './reports.ts';
import { runTogether } from './prepared.ts';
import { moveSlot } from './slots.ts';
import type { Schema } from './schema.ts';
import type { Change, ChangeOutcome } from './store.ts';
import {
  fromRow,
  insertEvents,
  isCallableRow,
  isOpenRow,
  readTimeline,
  toColumns,
} from './ticket-rows.ts';

interface Applied {
  now: number;
  tell: (change: Change) => void;
}

/**
 * Erases what identifies the member outside the ticket's own row. The idempotency key stays, so
 * that a repeated request creates no second ticket.
 */
async function eraseTraces(transaction: Transaction<Schema>, ticket: string): Promise<void> {
  await transaction.deleteFrom('ticketNote').where('ticket', '=', ticket).execute();
  await transaction.deleteFrom('callReport').where('ticket', '=', ticket).execute();
  await transaction
    .updateTable('idempotency')
    .set({ fingerprint: '' })
    .where('ticket', '=', ticket)
    .execute();
  await eraseAttachmentsOf(transaction, ticket);
  await eraseFromMessages(transaction, ticket);
}

/** Lets what a clock that was ahead wrote about a ticket happen at `at` (epoch ms). */
async function correctEvents(
  transaction: Transaction<Schema>,
  ticket: string,
  at: number,
): Promise<void> {
  for (const table of ['ticketEvent', 'ticketNote'] as const)
    await transaction
      .updateTable(table)
      .set({ at })
      .where('ticket', '=', ticket)
      .where('at', '>', latestPast(at))
      .execute();
}

/** Applies a change to a ticket that the transaction has locked. */
export async function applyChange(
  transaction: Transaction<Schema>,
  database: Database,
  before: StoredTicket,
  change: TicketChange,
  { now, tell }: Applied,
): Promise<StoredTicket | 'slot-full'> {
  const { number } = before;
  const { set, events = [], note, audit, happenedBy } = change;
  if (!(await moveSlot(transaction, database, change.release, change.take))) return 'slot-full';
  const { timeline, ...columns } = before;
  const record: TicketRecord = { ...columns, ...set };
  if (Object.keys(set).length > 0)
    await transaction
      .updateTable('ticket')
      .set(toColumns(set))
      .where('number', '=', number)
      .execute();
  await followCall(transaction, before, record, tell);
  if (happenedBy !== undefined) await correctEvents(transaction, number, happenedBy);
  if (change.erase) await eraseTraces(transaction, number);
  if (change.eraseBriefs)
    await eraseBriefsOf(transaction, { ...columns, orderNumber: firstOrder(columns) });
  if (change.claim) await claimAttachments(transaction, change.claim, { ticket: number }, now);
  if (note)
    await transaction
      .insertInto('ticketNote')
      .values({ id: sortedId(now, database.random), ticket: number, at: now, ...note })
      .execute();
  if (change.report) await keepReport(transaction, database, number, change.report);
  if (audit) await addAudit(transaction, database, now, { ...audit, ticket: number });
  await runTogether(transaction, [
    ...insertEvents(transaction, number, timeline.length, events),
    ...(change.call ? [insertCall(transaction, number, change.call)] : []),
    ...insertMessages(transaction, database, {
      types: change.announce ?? [],
      ticket: record,
      now,
      tell,
    }),
  ]);
  tell({ kind: 'ticket', number });
  const known =
    happenedBy === undefined
      ? timeline
      : timeline.map((event) =>
          event.at > latestPast(happenedBy) ? { ...event, at: happenedBy } : event,
        );
  return { ...record, timeline: [...known, ...events] };
}

interface Asked<Refusal extends string> {
  now: number;
  decide: (ticket: StoredTicket) => Decision<Refusal>;
}

async function run<Refusal extends string>(
  database: Database,
  pick: (transaction: Transaction<Schema>) => Promise<TicketRecord | undefined>,
  { now, decide }: Asked<Refusal>,
): Promise<ChangeOutcome<Refusal>> {
  let ticket: StoredTicket | undefined;
  let begins = false;
  try {
    return await database.transact(async (transaction, tell): Promise<ChangeOutcome<Refusal>> => {
      const record = await pick(transaction);
      if (!record) return { ok: false, refusal: 'missing' };
      const before: StoredTicket = {
        ...record,
        timeline: await readTimeline(transaction, record.number),
      };
      ticket = before;
      const decision = decide(before);
      if (!decision.ok) return { ok: false, refusal: decision.refusal, ticket: before };
      begins = decision.change.set.status === 'calling';
      const changed = await applyChange(transaction, database, before, decision.change, {
        now,
        tell,
      });
      return changed === 'slot-full'
        ? { ok: false, refusal: changed, ticket: before }
        : { ok: true, ticket: changed };
    });
  } catch (error) {
    // The index `ticket_on_call`: an agent is on one call at a time.
    if (error instanceof UnknownAttachments && ticket)
      return { ok: false, refusal: 'unknown-attachment', ticket, at: error.at };
    if (begins && ticket && isTaken(error)) return { ok: false, refusal: 'on-a-call', ticket };
    throw error;
  }
}

/** Changes one ticket, which is locked meanwhile. */
export function changeTicket<Refusal extends string>(
  database: Database,
  number: string,
  asked: Asked<Refusal>,
): Promise<ChangeOutcome<Refusal>> {
  const pick = async (transaction: Transaction<Schema>): Promise<TicketRecord | undefined> => {
    const row = await transaction
      .selectFrom('ticket')
      .selectAll()
      .where('number', '=', number)
      .$if(database.dialect.rowLocks, (query) => query.forUpdate())
      .executeTakeFirst();
    return row && fromRow(row);
  };
  return run(database, pick, asked);
}

/**
 * Changes the first callable ticket of the queue. Tickets that other transactions have locked are
 * skipped.
 * @param lines Only of these lines; without them, of all
 */
export function changeNextTicket<Refusal extends string>(
  database: Database,
  asked: Asked<Refusal> & { open: OpenLines },
  lines?: readonly string[],
): Promise<ChangeOutcome<Refusal>> {
  const pick = async (transaction: Transaction<Schema>): Promise<TicketRecord | undefined> => {
    const row = await transaction
      .selectFrom('ticket')
      .selectAll()
      // Callable tickets are open, which the index in the order of the queue cannot conclude.
      .where(isOpenRow)
      .where((where) => isCallableRow(where, asked.now, asked.open))
      .$if(lines !== undefined, (query) => query.where('line', 'in', lines ?? []))
      .orderBy('dueAt', (order) => order.asc().nullsLast())
      .orderBy('createdAt')
      .orderBy('number')
      .limit(1)
      .$if(database.dialect.rowLocks, (query) => query.forUpdate().skipLocked())
      .executeTakeFirst();
    return row && fromRow(row);
  };
  return run(database, pick, asked);
}

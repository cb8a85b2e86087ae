import type { MergeDecision, MergeRefusal } from '../domain/merge.ts';
import type { StoredTicket, TicketRecord } from '../domain/ticket.ts';
import { applyChange } from './change-ticket.ts';
import type { Database, Reader } from './database.ts';
import type { MergeOutcome } from './store.ts';
import { fromRow, readTimeline, TICKET_COLUMNS } from './ticket-rows.ts';

/** Refused by one of the tickets: takes back what the transaction has done. */
class Refused extends Error {
  constructor(
    readonly refusal: MergeRefusal | 'missing',
    readonly number: string,
  ) {
    super(refusal);
  }
}

/**
 * Merges tickets into another one, all or none. Their notes, screenshots and the briefs of their calls
 * go with them, and so do tickets that were merged into them before.
 */
export async function mergeTickets(
  database: Database,
  { into, numbers, now }: { into: string; numbers: readonly string[]; now: number },
  decide: (into: StoredTicket, others: readonly StoredTicket[]) => MergeDecision,
): Promise<MergeOutcome> {
  try {
    return await database.transact(async (transaction, tell): Promise<MergeOutcome> => {
      const rows = await transaction
        .selectFrom('ticket')
        .selectAll()
        .where('number', 'in', [into, ...numbers])
        // In one order, so that two agents who merge in opposite directions come one after the other.
        .orderBy('number')
        .$if(database.dialect.rowLocks, (query) => query.forUpdate())
        .execute();
      const found = new Map<string, StoredTicket>();
      for (const row of rows)
        found.set(row.number, {
          ...fromRow(row),
          timeline: await readTimeline(transaction, row.number),
        });
      const get = (number: string): StoredTicket => {
        const ticket = found.get(number);
        if (!ticket) throw new Refused('missing', number);
        return ticket;
      };
      const target = get(into);
      const decision = decide(target, numbers.map(get));
      if (!decision.ok) throw new Refused(decision.refusal, decision.number);
      const asked = { now, tell };
      for (const [number, change] of decision.merged)
        await applyChange(transaction, database, get(number), change, asked);
      const merged = [...decision.merged.keys()];
      if (merged.length === 0) return { ok: true, ticket: target };
      await transaction
        .updateTable('ticket')
        .set({ mergedInto: into })
        .where('mergedInto', 'in', merged)
        .execute();
      for (const table of ['ticketNote', 'brief', 'attachment'] as const)
        await transaction
          .updateTable(table)
          .set({ ticket: into })
          .where('ticket', 'in', merged)
          .execute();
      const ticket = await applyChange(transaction, database, target, decision.into, asked);
      // No place is taken, so none can be full.
      if (ticket === 'slot-full') throw new Error('A merged ticket takes no place.');
      return { ok: true, ticket };
    });
  } catch (error) {
    if (error instanceof Refused)
      return { ok: false, refusal: error.refusal, number: error.number };
    throw error;
  }
}

/** Tickets that were merged into another one, oldest first. */
export async function mergedInto(reader: Reader, number: string): Promise<TicketRecord[]> {
  const rows = await reader
    .selectFrom('ticket')
    .select(TICKET_COLUMNS)
    .where('mergedInto', '=', number)
    .orderBy('createdAt')
    .orderBy('number')
    .execute();
  return rows.map(fromRow);
}

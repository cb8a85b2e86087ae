import { sortedId } from '../domain/sorted-id.ts';
import type { CallReport } from './store.ts';
import type { Database, Reader } from './database.ts';

/** Keeps a reported call. A number that follows its report completes it; each number is kept once. */
export async function keepReport(
  reader: Reader,
  database: Database,
  ticket: string,
  { at, number, ours }: CallReport,
): Promise<void> {
  const known = await reader
    .selectFrom('callReport')
    .select('number')
    .where('ticket', '=', ticket)
    .where('at', '=', at)
    .execute();
  if (known.some((one) => one.number === number)) return;
  if (known.some((one) => one.number === null))
    await reader
      .deleteFrom('callReport')
      .where('ticket', '=', ticket)
      .where('at', '=', at)
      .where('number', 'is', null)
      .execute();
  await reader
    .insertInto('callReport')
    .values({
      id: sortedId(at, database.random),
      ticket,
      at,
      number,
      ours: ours === null ? null : ours ? 1 : 0,
    })
    .execute();
}

/** Calls that the members of these tickets have reported, oldest first. */
export async function reportsOf(reader: Reader, tickets: readonly string[]): Promise<CallReport[]> {
  const rows = await reader
    .selectFrom('callReport')
    .select(['at', 'number', 'ours'])
    .where('ticket', 'in', [...tickets])
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ ours, ...report }) => ({
    ...report,
    ours: ours === null ? null : ours === 1,
  }));
}

/** How many calls were reported in (from, to]. */
export async function countReports(reader: Reader, from: number, to: number): Promise<number> {
  const { count } = await reader
    .selectFrom('callReport')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('at', '>', from)
    .where('at', '<=', to)
    .executeTakeFirstOrThrow();
  return count;
}

import { sql } from 'kysely';
import type { SlotRef, SlotToTake } from '../domain/change.ts';
import type { Database, Reader } from './database.ts';

/**
 * Takes one of the places of a slot.
 * @returns false, with nothing changed, when all are taken
 */
export async function takeSlot(
  reader: Reader,
  { line, startsAt, capacity }: SlotToTake,
): Promise<boolean> {
  if (capacity < 1) return false;
  await reader
    .insertInto('slot')
    .values({ line, startsAt, taken: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Not in one statement with `on conflict do update`: that locks the row of a full slot too, so
  // that requests for it wait for each other and each commit goes to the disk.
  const { numUpdatedRows } = await reader
    .updateTable('slot')
    .set({ taken: sql<number>`taken + 1` })
    .where('line', '=', line)
    .where('startsAt', '=', startsAt)
    .where('taken', '<', capacity)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

async function releaseSlot(reader: Reader, { line, startsAt }: SlotRef): Promise<void> {
  await reader
    .updateTable('slot')
    .set({ taken: sql<number>`taken - 1` })
    .where('line', '=', line)
    .where('startsAt', '=', startsAt)
    .where('taken', '>', 0)
    .execute();
}

const compare = (a: SlotRef, b: SlotRef): number =>
  a.line === b.line ? a.startsAt - b.startsAt : a.line < b.line ? -1 : 1;

/** Locks slots in one order, so that two tickets that swap slots do not wait for each other. */
async function lockSlots(
  reader: Reader,
  { dialect }: Pick<Database, 'dialect'>,
  slots: readonly SlotRef[],
): Promise<void> {
  if (!dialect.rowLocks) return;
  for (const { line, startsAt } of [...slots].sort(compare))
    await reader
      .selectFrom('slot')
      .select('taken')
      .where('line', '=', line)
      .where('startsAt', '=', startsAt)
      .forUpdate()
      .execute();
}

/**
 * Takes a place in one slot and gives back the place in another.
 * @returns false, with nothing changed, when all places of the slot to take are taken
 */
export async function moveSlot(
  reader: Reader,
  database: Pick<Database, 'dialect'>,
  release: SlotRef | undefined,
  take: SlotToTake | undefined,
): Promise<boolean> {
  if (release && take) await lockSlots(reader, database, [release, take]);
  if (take && !(await takeSlot(reader, take))) return false;
  if (release) await releaseSlot(reader, release);
  return true;
}

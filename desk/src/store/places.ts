import { sql } from 'kysely';
import type { SlotPlace } from '../domain/change.ts';
import type { Reader } from './database.ts';

/** Takes one place, unless as many as the window holds are taken; whether it did. */
export async function takePlace(
  reader: Reader,
  { line, startsAt, capacity }: SlotPlace & { capacity: number },
): Promise<boolean> {
  await reader
    .insertInto('slot')
    .values({ line, startsAt, taken: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { numUpdatedRows } = await reader
    .updateTable('slot')
    .set({ taken: sql<number>`taken + 1` })
    .where('line', '=', line)
    .where('startsAt', '=', startsAt)
    .where('taken', '<', capacity)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

export async function releasePlace(reader: Reader, { line, startsAt }: SlotPlace): Promise<void> {
  await reader
    .updateTable('slot')
    .set({ taken: sql<number>`taken - 1` })
    .where('line', '=', line)
    .where('startsAt', '=', startsAt)
    .where('taken', '>', 0)
    .execute();
}

const isBefore = (a: SlotPlace, b: SlotPlace): boolean =>
  a.line === b.line ? a.startsAt < b.startsAt : a.line < b.line;

/** Moves from one place to another; whether there was one. Windows are locked in one order, so that two moves cannot wait for each other. */
export async function movePlace(
  reader: Reader,
  release: SlotPlace | undefined,
  take: (SlotPlace & { capacity: number }) | undefined,
): Promise<boolean> {
  if (!take) {
    if (release) await releasePlace(reader, release);
    return true;
  }
  if (!release) return takePlace(reader, take);
  if (isBefore(take, release)) {
    const taken = await takePlace(reader, take);
    if (taken) await releasePlace(reader, release);
    return taken;
  }
  await releasePlace(reader, release);
  return takePlace(reader, take);
}

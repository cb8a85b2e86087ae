import type { QueueRow } from '../../wire/queue.ts';
import { isCallable, isLate } from '../../wire/queue-order.ts';

/** How many tickets can be called now, and how many are late. */
export const countsOf = (
  rows: readonly QueueRow[],
  now: number,
): { waiting: number; late: number } => ({
  waiting: rows.filter((row) => isCallable(row, now)).length,
  late: rows.filter((row) => isLate(row, now)).length,
});

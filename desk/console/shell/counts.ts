import type { QueueRow } from '../../wire/queue.ts';
import type { ConsoleStore } from '../connection/store.ts';
import type { OpenLines } from '../../wire/calling-hours.ts';
import { isCallable, isLate, waitsForOpening } from '../../wire/queue-order.ts';

interface Queue {
  rows: readonly QueueRow[];
  /** Epoch ms. */
  now(): number;
  openLines(at: number): OpenLines;
}

/** The ticket on which the agent of this console is on a call. */
export const callOf = ({ rows, session }: Pick<ConsoleStore, 'rows' | 'session'>) =>
  rows.find(({ status, claimedBy }) => status === 'calling' && claimedBy === session?.me.id);

/** How many tickets can be called now, wait for their line to open, and are late. */
export function countsOf(queue: Queue): { waiting: number; atOpening: number; late: number } {
  const { rows } = queue;
  const now = queue.now();
  const open = queue.openLines(now);
  return {
    waiting: rows.filter((row) => isCallable(row, now, open)).length,
    atOpening: rows.filter((row) => waitsForOpening(row, now, open)).length,
    late: rows.filter((row) => isLate(row, now)).length,
  };
}

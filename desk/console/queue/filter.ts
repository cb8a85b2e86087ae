import type { QueueRow } from '../../wire/queue.ts';
import { isLate, isLater } from '../../wire/queue-order.ts';

export const FILTERS = ['all', 'mine', 'late', 'later'] as const;
export type Filter = (typeof FILTERS)[number];

/** Rows that match a filter. @param me id of the signed-in agent */
export const filtered = (
  rows: readonly QueueRow[],
  filter: Filter,
  me: string,
  now: number,
): readonly QueueRow[] => {
  switch (filter) {
    case 'all':
      return rows;
    case 'mine':
      return rows.filter(({ claimedBy }) => claimedBy === me);
    case 'late':
      return rows.filter((row) => isLate(row, now));
    case 'later':
      return rows.filter((row) => isLater(row, now));
  }
};

/**
 * Rows with a removed one put back after its former predecessor, so that no other row slips under
 * the mouse.
 */
export const withGhost = (
  rows: readonly QueueRow[],
  before: readonly QueueRow[],
  number: string,
): readonly QueueRow[] => {
  const at = before.findIndex((row) => row.number === number);
  const ghost = before[at];
  if (!ghost || rows.some((row) => row.number === number)) return rows;
  const above = before.slice(0, at).reverse();
  const neighbour = above.find((row) => rows.some((other) => other.number === row.number));
  const to = neighbour ? rows.findIndex((row) => row.number === neighbour.number) + 1 : 0;
  return [...rows.slice(0, to), ghost, ...rows.slice(to)];
};

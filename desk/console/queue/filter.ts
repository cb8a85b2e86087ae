import type { QueueRow } from '../../wire/queue.ts';
import { isLate } from '../../wire/queue-order.ts';

export const FILTERS = ['all', 'mine', 'late', 'booked'] as const;
export type Filter = (typeof FILTERS)[number];

/** The rows that a filter shows. @param me id of the agent who looks */
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
    case 'booked':
      return rows.filter(({ window }) => window !== null);
  }
};

/** The rows with one that has left them, after the row that it stood after: nothing takes its place under the mouse. */
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

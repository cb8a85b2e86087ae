import type { QueueRow } from '../../wire/queue.ts';

/** How many other tickets of the queue are of the same caller, and how many more of the same order. */
export interface AlikeCounts {
  member: number;
  order: number;
}

/** Counts, for each ticket that has any, the others in the queue that are like it. */
export function countAlike(rows: readonly QueueRow[]): ReadonlyMap<string, AlikeCounts> {
  const groups = new Map<string, string[]>();
  const keysOf = ({ same = [], orderNumber }: QueueRow) => ({
    member: same,
    order: orderNumber === null ? [] : [`order ${orderNumber.toLowerCase()}`],
  });
  for (const row of rows) {
    const { member, order } = keysOf(row);
    for (const key of [...member, ...order])
      groups.set(key, [...(groups.get(key) ?? []), row.number]);
  }
  const counts = new Map<string, AlikeCounts>();
  for (const row of rows) {
    const { member, order } = keysOf(row);
    const others = (keys: string[]) => {
      const found = new Set(keys.flatMap((key) => groups.get(key) ?? []));
      found.delete(row.number);
      return found;
    };
    const [ofMember, ofOrder] = [others(member), others(order)];
    const onlyOrder = [...ofOrder].filter((number) => !ofMember.has(number));
    if (ofMember.size || onlyOrder.length)
      counts.set(row.number, { member: ofMember.size, order: onlyOrder.length });
  }
  return counts;
}

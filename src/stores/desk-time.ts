import type { ContactStore } from './contact-store.ts';

/** The newest instant that a desk has named, and when that was, epoch ms of the device. */
const heard = new WeakMap<object, { asOf: number; since: number }>();

/**
 * The desk's time, epoch ms: what it said last, and what has passed on the device since. The clock
 * of the device may be wrong. That of a remembered contact is long ago: then it is the device's.
 */
export const deskTime = (store: Pick<ContactStore, 'state' | 'effects'>): number => {
  const { state } = store;
  const now = store.effects.Date.now();
  if (state.phase !== 'ready' || state.from === 'device') return now;
  const { asOf, status } = state.contact;
  const newest = Math.max(Date.parse(asOf), Date.parse(status.asOf));
  let last = heard.get(store);
  if (last?.asOf !== newest) heard.set(store, (last = { asOf: newest, since: now }));
  return newest + Math.max(0, now - last.since);
};

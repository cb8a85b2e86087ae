import { keep, readKept } from '../device/kept.ts';
import type { ContactStore } from './contact-store.ts';
import { draftFor } from './draft-store.ts';
import { Store } from './store.ts';

/** Tells when something that this page holds has changed. Counts the changes. */
export const holding = new Store(0);

/** For browsers without storage: what is held lasts as long as the page. */
const memory = new Map<string, unknown>();

/**
 * Where this device holds what belongs to the member. Each member of a shared device has a place of
 * their own; guests share one. Undefined until it is known who the member is. A member whose token
 * expires in an open page is still the same.
 * @param ofGuests the place of guests, whoever is here
 */
export const placeOf = (store: ContactStore, ofGuests?: boolean): string | undefined => {
  const { contact } = store.state;
  if (!contact) return undefined;
  const { ref, reason } = contact.member;
  const member = ref ?? (reason === 'expired' ? draftFor(store).ref : '');
  return `${store.source.desk ?? contact.callback?.endpoint ?? ''}:${(!ofGuests && member) || ''}`;
};

/** What is held in a place, the member's by default, unless it is older than `maxAge`, ms. */
export const held = (
  store: ContactStore,
  what: string,
  maxAge: number,
  place = placeOf(store),
): { since: number } | undefined => {
  const key = `hotline:${what}:${place}`;
  const value = (readKept(store.effects, key) ?? memory.get(key)) as { since: number } | undefined;
  return value && value.since > store.effects.Date.now() - maxAge ? value : undefined;
};

/** Whether what is held outlives the page. */
export const isKept = (store: ContactStore, what: string): boolean =>
  !memory.get(`hotline:${what}:${placeOf(store)}`);

/** Holds a value in a place, the member's by default; undefined drops what is held there. */
export const hold = (
  store: ContactStore,
  what: string,
  value: object | undefined,
  place = placeOf(store),
): void => {
  if (place === undefined) return;
  const key = `hotline:${what}:${place}`;
  memory.set(key, keep(store.effects, key, value) ? undefined : value);
  holding.set(holding.state + 1);
};

import { DAY } from '../core/time.ts';
import type { ContactStore } from '../stores/contact-store.ts';

/** What this device needs to follow a ticket. */
export interface HeldTicket {
  /** Address that callbacks are posted to; tickets lie beside it. */
  endpoint: string;
  number: string;
  key: string;
  /** Epoch ms. */
  since: number;
}

/** A ticket is kept on the device for so long at most: ms. */
const KEEP = 30 * DAY;

/** For browsers that keep nothing: as long as the page lives. */
const memory = new Map<string, HeldTicket>();

/** Each member of a shared device has their own place, guests have one together. */
const placeOf = ({ state, source }: ContactStore): string | undefined =>
  state.phase === 'ready'
    ? `hotline:ticket:${source.desk ?? state.contact.callback?.endpoint ?? ''}:${state.contact.member.ref ?? ''}`
    : undefined;

/** The ticket that this member follows on this device. */
export const heldTicket = (store: ContactStore): HeldTicket | undefined => {
  const place = placeOf(store) ?? '';
  let held = memory.get(place);
  try {
    held = JSON.parse(localStorage.getItem(place) ?? '') as HeldTicket;
  } catch {
    // No storage here, or nothing of ours in it.
  }
  return held && held.since > Date.now() - KEEP ? held : undefined;
};

/** Keeps a ticket, or with undefined lets go of the one kept. */
export const holdTicket = (store: ContactStore, held: HeldTicket | undefined): void => {
  const place = placeOf(store);
  if (!place) return;
  if (held) memory.set(place, held);
  else memory.delete(place);
  try {
    if (held) localStorage.setItem(place, JSON.stringify(held));
    else localStorage.removeItem(place);
  } catch {
    // No storage here: the page's memory has it.
  }
};

import { DAY } from '../core/time.ts';
import type { ContactStore } from './contact-store.ts';
import { held, hold, placeOf } from './held.ts';

/** What this device needs to follow a ticket. */
export interface HeldTicket {
  /** Address that callbacks are posted to; tickets lie beside it. */
  endpoint: string;
  number: string;
  key: string;
  /** When the callback was requested, epoch ms. */
  since: number;
  /** Whether the desk no longer has to do anything for it. */
  ended?: boolean;
}

/** A device keeps a ticket no longer than this, ms. */
const MAX_KEPT_MS = 30 * DAY;

/** The ticket that this member follows on this device; undefined after 30 days. */
export const heldTicket = (store: ContactStore): HeldTicket | undefined =>
  held(store, 'ticket', MAX_KEPT_MS) as HeldTicket | undefined;

/** The number of this member's ticket, if the desk still has to do something for it. */
export const openTicket = (store: ContactStore): string | undefined => {
  const ticket = heldTicket(store);
  return ticket?.ended ? undefined : ticket?.number;
};

/**
 * Keeps a ticket on this device, for this member unless another place is given, or drops the one
 * kept if `ticket` is undefined.
 */
export const holdTicket = (
  store: ContactStore,
  ticket: HeldTicket | undefined,
  place?: string,
): void => hold(store, 'ticket', ticket, place);

/**
 * Hands the ticket that a guest asked for to the member they have signed in as, unless the member
 * has a newer one.
 */
export const adoptTicket = (store: ContactStore): void => {
  const [own, guests] = [placeOf(store), placeOf(store, true)];
  if (own === undefined || own === guests) return;
  const ticket = held(store, 'ticket', MAX_KEPT_MS, guests) as HeldTicket | undefined;
  if (!ticket || (heldTicket(store)?.since ?? 0) >= ticket.since) return;
  holdTicket(store, ticket);
  holdTicket(store, undefined, guests);
};

import { DAY } from '../core/time.ts';
import type { ContactStore } from './contact-store.ts';
import { deskOf } from './desk.ts';
import { held, hold, placeOf } from './held.ts';

/** What this device needs to follow a ticket. */
export interface HeldTicket {
  /** Address that callbacks are posted to; tickets lie beside it. */
  endpoint: string;
  number: string;
  /** Empty where the desk lets the member at it by their token. */
  key: string;
  /** When the callback was requested, epoch ms. */
  since: number;
  /** Whether the desk no longer has to do anything for it. */
  ended?: boolean;
  /** Whether it is the ticket of a call. */
  call?: boolean;
  /** Whether the member chose it among their open tickets, so that it is no news. */
  chosen?: boolean;
  /** An open ticket that was followed before this one, to come back to. */
  before?: HeldTicket;
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

/** Whether this member's ticket is that of a call. */
export const isCall = (store: ContactStore): boolean => !!heldTicket(store)?.call;

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

/** The member does not want to see the ticket again that the desk names. */
export const forgetNamed = (store: ContactStore): void => {
  const named = store.state.contact?.member.ticket;
  if (named && named.number === heldTicket(store)?.number)
    hold(store, 'forgotten', { number: named.number, since: store.effects.Date.now() });
};

/**
 * Follows the ticket that the desk names for this member: from another device, or of a call. An open
 * ticket that this device follows comes first, and so does the last one, unless the other is open.
 */
export const followNamed = (store: ContactStore): void => {
  const named = store.state.contact?.member.ticket;
  const own = heldTicket(store);
  if (!named || (own && (!own.ended || named.ended || own.number === named.number))) return;
  const forgotten = held(store, 'forgotten', MAX_KEPT_MS) as { number?: string } | undefined;
  if (forgotten?.number === named.number) return;
  holdTicket(store, {
    endpoint: deskOf(store).callbacks,
    number: named.number,
    key: '',
    since: store.effects.Date.now(),
    ...(named.ended && { ended: true }),
  });
};

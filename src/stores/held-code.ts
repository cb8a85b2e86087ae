import { DAY } from '../core/time.ts';
import type { ContactStore } from './contact-store.ts';
import { deskOf } from './desk.ts';
import { held, hold, placeOf } from './held.ts';

/** What this device needs to follow the call in which a code is read out. */
export interface HeldCode {
  /** Address that callbacks are posted to; briefs lie beside it. */
  endpoint: string;
  /** Opens the ticket that an agent opens from the code. The code itself opens nothing. */
  key: string;
  /** When the code was taken, epoch ms. */
  since: number;
  /** When the code finds nothing any more, epoch ms. */
  until: number;
}

/** A code is valid for this long, ms. */
const MAX_KEPT_MS = DAY;

/** The code that was taken last on this device: by this member, or by a guest who has signed in. */
export const heldCode = (store: ContactStore): HeldCode | undefined =>
  (held(store, 'code', MAX_KEPT_MS) ?? held(store, 'code', MAX_KEPT_MS, placeOf(store, true))) as
    HeldCode | undefined;

/** Follows the call of a code from now on. */
export const holdCode = (store: ContactStore, key: string): void => {
  const since = store.effects.Date.now();
  hold(store, 'code', {
    endpoint: deskOf(store).callbacks,
    key,
    since,
    until: since + MAX_KEPT_MS,
  } satisfies HeldCode);
};

/** Drops what is held: the call has its ticket, or the code is over. */
export const dropCode = (store: ContactStore): void => {
  for (const place of [placeOf(store), placeOf(store, true)]) hold(store, 'code', undefined, place);
};

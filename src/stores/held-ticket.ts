import { DAY } from '../core/time.ts';
import { keep, readKept } from '../device/kept.ts';
import type { ContactStore } from './contact-store.ts';

/** What this device needs to follow a ticket. */
export interface HeldTicket {
  /** Address that callbacks are posted to; tickets lie beside it. */
  endpoint: string;
  number: string;
  key: string;
  /** When the callback was requested, epoch ms. */
  since: number;
}

/** A device keeps a ticket no longer than this, ms. */
const MAX_KEPT_MS = 30 * DAY;

/** For browsers without storage: tickets last as long as the page. */
const memory = new Map<string, HeldTicket>();

/**
 * Each member of a shared device has a key of their own; guests share one. Undefined until it is
 * known who the member is.
 */
const keyOf = ({ state, source }: ContactStore): string | undefined =>
  state.phase === 'ready'
    ? `hotline:ticket:${source.desk ?? state.contact.callback?.endpoint ?? ''}:${state.contact.member.ref ?? ''}`
    : undefined;

/** The ticket that this member follows on this device; undefined after 30 days. */
export const heldTicket = (store: ContactStore): HeldTicket | undefined => {
  const key = keyOf(store) ?? '';
  const held = (readKept(store.effects, key) ?? memory.get(key)) as HeldTicket | undefined;
  return held && held.since > store.effects.Date.now() - MAX_KEPT_MS ? held : undefined;
};

/** Keeps a ticket on this device for this member, or drops the one kept if `held` is undefined. */
export const holdTicket = (store: ContactStore, held: HeldTicket | undefined): void => {
  const key = keyOf(store);
  if (!key) return;
  if (held) memory.set(key, held);
  else memory.delete(key);
  keep(store.effects, key, held);
};

import { DAY } from '../core/time.ts';
import type { ContactStore } from './contact-store.ts';
import { held, hold } from './held.ts';

/**
 * A request for a callback that was submitted, and not answered yet. All tabs of a shop share it,
 * and it outlives a reload. What the member wrote is not in it, but in the outbox under its key.
 */
export interface Attempt {
  /** Its Idempotency-Key. Every request has this key until the desk has answered one. */
  key: string;
  /** When a request with this key was last made, epoch ms. */
  since: number;
  /** Whether one has left the device. */
  sent?: boolean;
  /** When the member submitted it, epoch ms, if the outbox has it. */
  agreed?: number | undefined;
  /** Whether a guest did: it is sent as a guest's, whoever has signed in since. */
  guest?: boolean | undefined;
}

/** How long a member who comes back is asked about a request that was not sent in time, ms. */
const MAX_KEPT_MS = 7 * DAY;

/**
 * The request of a place, the member's by default, that was not answered yet. The sender drops it,
 * or asks the member about it, once it is too old to be sent.
 */
export const attemptOf = (store: ContactStore, place?: string): Attempt | undefined =>
  held(store, 'attempt', MAX_KEPT_MS, place) as Attempt | undefined;

/** Keeps a request before it is sent, or drops it once it is answered. */
export const keepAttempt = (
  store: ContactStore,
  attempt: Attempt | undefined,
  place: string | undefined,
): void => hold(store, 'attempt', attempt, place);

/** Moves a request from one member's place to another's, unless there is one already. */
export const moveAttempt = (
  store: ContactStore,
  from: string | undefined,
  to: string | undefined,
): void => {
  const attempt = from !== to && attemptOf(store, from);
  if (!attempt || to === undefined || attemptOf(store, to)) return;
  keepAttempt(store, attempt, to);
  keepAttempt(store, undefined, from);
};

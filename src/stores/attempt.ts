import { HOUR } from '../core/time.ts';
import type { ContactStore } from './contact-store.ts';
import { held, hold } from './held.ts';

/**
 * A request for a callback that was sent, and not answered yet. All tabs of a shop share it, and it
 * outlives a reload. Nothing of what the member wrote is kept.
 */
export interface Attempt {
  /** Its Idempotency-Key. Every request has this key until the desk has answered one. */
  key: string;
  /** When a request with this key was last made, epoch ms. */
  since: number;
  /** Whether one has left the device. */
  sent?: boolean;
}

/** A desk knows a key for 24 hours from when it stored the ticket. */
const MAX_KEPT_MS = 23 * HOUR;

/**
 * The request of a place, the member's by default, that was not answered yet; undefined 23 hours
 * after it was last sent.
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

import type { Change } from './store.ts';

type Listener = (change: Change) => void;

/** Listeners to changes. */
export interface Subscribers {
  add(listener: Listener): () => void;
  tell(changes: readonly Change[]): void;
}

/**
 * @param warn Called with the error of a listener that throws; the other listeners are called all
 * the same
 */
export function createSubscribers(warn: (error: unknown) => void): Subscribers {
  const listeners = new Set<{ listener: Listener }>();
  return {
    add(listener) {
      // The same function may subscribe twice.
      const entry = { listener };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    tell(changes) {
      for (const change of changes) {
        for (const { listener } of [...listeners]) {
          try {
            listener(change);
          } catch (error) {
            warn(error);
          }
        }
      }
    },
  };
}

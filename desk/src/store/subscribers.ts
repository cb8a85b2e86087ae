import type { Change } from './store.ts';

type Listener = (change: Change) => void;

/** Those who want to hear of changes. */
export interface Subscribers {
  add(listener: Listener): () => void;
  tell(changes: readonly Change[]): void;
}

/** @param warn hears of a listener that throws: what was committed stays committed, and the others are told all the same */
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

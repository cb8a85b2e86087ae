/** Somebody who waits for their turn. */
interface Waiting {
  go(): void;
}

/** Lets one at a time go on, in the order in which they came. */
export interface Turns {
  /**
   * Resolves when it is the caller's turn.
   * @param deadline On the clock of `performance.now()`
   * @param late The error with which it rejects when the turn does not come in time
   */
  take(deadline: number, late: () => Error): Promise<void>;
  /** Call once after each turn that was taken. */
  end(): void;
}

export function createTurns(): Turns {
  const waiting = new Set<Waiting>();
  let taken = false;
  return {
    take(deadline, late) {
      if (!taken) {
        taken = true;
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const entry: Waiting = {
          go() {
            clearTimeout(timer);
            resolve();
          },
        };
        const timer = setTimeout(() => {
          waiting.delete(entry);
          reject(late());
        }, deadline - performance.now());
        waiting.add(entry);
      });
    },
    end() {
      const [next] = waiting;
      taken = next !== undefined;
      if (!next) return;
      waiting.delete(next);
      next.go();
    },
  };
}

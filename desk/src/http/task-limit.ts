/** A task was refused because too many already wait. The app answers 503 with `Retry-After`. */
export class TooBusy extends Error {}

/**
 * Runs a few tasks at a time, in the order in which they were given; those that go first before all
 * others.
 * @param maxRunning How many run at once
 * @param maxWaiting How many may wait of each kind; the returned function rejects one more with
 *   {@link TooBusy}
 * @example
 * const limited = createTaskLimit(2, 64);
 * const hash = await limited(() => hashPassword(password));
 */
export function createTaskLimit(
  maxRunning: number,
  maxWaiting: number,
): <Result>(task: () => Promise<Result>, goesFirst?: boolean) => Promise<Result> {
  let running = 0;
  const first: (() => void)[] = [];
  const others: (() => void)[] = [];

  return async (task, goesFirst = false) => {
    if (running === maxRunning) {
      const waiting = goesFirst ? first : others;
      if (waiting.length >= maxWaiting) throw new TooBusy('too many tasks wait');
      // A task that ends wakes the next one without lowering `running`, so that none slips in
      // between.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await task();
    } finally {
      const next = first.shift() ?? others.shift();
      if (next) next();
      else running--;
    }
  };
}

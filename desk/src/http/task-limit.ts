/** A task was refused because too many already wait. The app answers 503 with `Retry-After`. */
export class TooBusy extends Error {}

/**
 * Runs a few tasks at a time, in the order in which they were given.
 * @param maxRunning How many run at once
 * @param maxWaiting How many may wait; the returned function rejects one more with {@link TooBusy}
 * @example
 * const limited = createTaskLimit(2, 64);
 * const hash = await limited(() => hashPassword(password));
 */
export function createTaskLimit(
  maxRunning: number,
  maxWaiting: number,
): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async (task) => {
    if (running === maxRunning) {
      if (waiting.length >= maxWaiting) throw new TooBusy('too many tasks wait');
      // A task that ends wakes the next one without lowering `running`, so that none slips in
      // between.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

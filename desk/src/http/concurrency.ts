/** Refused: too many wait already. */
export class TooBusy extends Error {}

/**
 * Lets tasks run a few at a time, first come, first served.
 * @param most How many run at once
 * @param queue How many wait besides; one more is refused with {@link TooBusy}
 */
export function createTurns(
  most: number,
  queue: number,
): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async (task) => {
    if (running === most) {
      if (waiting.length >= queue) throw new TooBusy('too many tasks wait');
      // Whoever ends hands over their turn, so that nobody slips in between.
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

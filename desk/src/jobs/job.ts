import type { Logger } from 'pino';
import type { LiveConfig } from '../config/live-config.ts';
import type { Store } from '../store/store.ts';

/** Dependencies of the jobs. */
export interface JobDeps {
  store: Store;
  config: LiveConfig;
  /** Epoch ms. */
  clock: () => number;
  log: Logger;
}

/**
 * A job that runs again and again, in every process of a desk at once. Each step checks and changes
 * a ticket in one transaction, so doing it twice has the effect of once. Ends early when `signal`
 * is aborted.
 */
export type Job = (deps: JobDeps, signal: AbortSignal) => Promise<void>;

/**
 * Changes tickets one after the other. An error is logged, and the next run tries that ticket
 * again.
 * @returns Number of changed tickets
 */
export async function forEachTicket(
  numbers: readonly string[],
  { log }: JobDeps,
  signal: AbortSignal,
  change: (number: string) => Promise<{ ok: boolean }>,
): Promise<number> {
  let changed = 0;
  for (const number of numbers) {
    if (signal.aborted) break;
    try {
      if ((await change(number)).ok) changed++;
    } catch (err) {
      log.error({ err, ticket: number }, 'cannot change a ticket');
    }
  }
  return changed;
}

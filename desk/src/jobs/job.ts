import type { Logger } from 'pino';
import type { LiveConfig } from '../config/live-config.ts';
import type { Store } from '../store/store.ts';

/** What the jobs are handed. */
export interface JobDeps {
  store: Store;
  config: LiveConfig;
  /** Epoch ms. */
  clock: () => number;
  log: Logger;
}

/**
 * Work that is done over and over, by every process of a desk at once: each step asks the ticket as it is and changes it in one transaction, so doing
 * a thing twice does it once. Ends early once `signal` is aborted.
 */
export type Job = (deps: JobDeps, signal: AbortSignal) => Promise<void>;

/**
 * Does the same to several tickets, one after the other. One that fails is logged and left to the next time; the others do not wait for it.
 * @returns How many were changed
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
      log.error({ err, ticket: number }, 'a ticket could not be changed');
    }
  }
  return changed;
}

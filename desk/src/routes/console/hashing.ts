import { TooBusy } from '../../http/concurrency.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import type { ConsoleContext } from './env.ts';

const BUSY_RETRY_MS = 3_000;

/** What needs a password's hash; or, where too many wait for one, that it has to be tried again. */
export async function hashing(c: ConsoleContext, task: () => Promise<Response>): Promise<Response> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof TooBusy)
      return problem(c, 'unavailable', { headers: retryAfter(BUSY_RETRY_MS) });
    throw error;
  }
}

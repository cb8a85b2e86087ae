import type { RandomBytes } from '../domain/random.ts';
import { sortedId } from '../domain/sorted-id.ts';
import type { LiveConfig } from '../config/live-config.ts';
import { receiverOf } from './receivers.ts';
import type { Fetcher } from './send.ts';

export interface TestOutcome {
  ok: boolean;
  /** `delivered`, or the error: `HTTP 404`, `timed out`, `error code 310000`. */
  detail: string;
}

/** Sends a message of type `test` to `webhook:<id>` or `bot:<id>`, without the outbox. */
export function createTestDelivery({
  config,
  clock,
  random,
  fetcher,
}: {
  config: LiveConfig;
  clock: () => number;
  random: RandomBytes;
  fetcher: Fetcher;
}): (target: string) => Promise<TestOutcome> {
  return async (target) => {
    const now = clock();
    const receiver = receiverOf(target, config.current(), fetcher);
    if (!receiver) return { ok: false, detail: 'not in the config' };
    const verdict = await receiver.test(sortedId(now, random), now);
    return verdict.kind === 'delivered'
      ? { ok: true, detail: 'delivered' }
      : { ok: false, detail: verdict.error };
  };
}

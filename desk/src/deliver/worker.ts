import type { Logger } from 'pino';
import { MINUTE } from '../../../src/core/time.ts';
import type { RandomBytes } from '../domain/random.ts';
import type { LiveConfig } from '../config/live-config.ts';
import type { Delivery, Store } from '../store/store.ts';
import { receiverOf, type Receiver } from './receivers.ts';
import { nextAttempt } from './retry.ts';
import type { Fetcher } from './send.ts';
import type { Verdict } from './verdict.ts';

/** Calls `run` once after `ms` milliseconds. Returns a function that cancels it. */
export type Timer = (run: () => void, ms: number) => () => void;

/** How often to look for messages without notification, ms. */
export const POLL_MS = 3_000;

/**
 * How long a worker leases messages, ms: several times the longest attempt. After that another
 * worker may take them.
 */
export const LEASE_MS = MINUTE;

export interface DeliveryParts {
  store: Pick<Store, 'outbox' | 'subscribe'>;
  config: LiveConfig;
  clock: () => number;
  random: RandomBytes;
  log: Logger;
  fetcher: Fetcher;
  timer?: Timer;
}

export interface Deliveries {
  /** Looks for messages now. */
  wake(): void;
  /** Stops. Resolves when the attempts in progress have ended, which takes one attempt at most. */
  stop(): Promise<void>;
}

const systemTimer: Timer = (run, ms) => {
  const handle = setTimeout(run, ms).unref();
  return () => clearTimeout(handle);
};

/** Splits items into groups of at most `size`. */
const turns = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/**
 * Delivers the messages of the outbox. Each receiver is served on its own, so that a slow one does
 * not delay others. Several processes may run this: each leases the messages it takes. A process
 * that dies between sending and recording causes a second delivery: at least once.
 */
export function startDeliveries({
  store,
  config,
  clock,
  random,
  log,
  fetcher,
  timer = systemTimer,
}: DeliveryParts): Deliveries {
  const { outbox } = store;
  const serving = new Map<string, Promise<void>>();
  /** Targets that had new messages while they were served. */
  const missed = new Set<string>();
  /** Targets that are paused, and until when, epoch ms. */
  const quietUntil = new Map<string, number>();
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let stopping = false;
  let cancelPoll = (): void => undefined;

  async function settle(
    messages: readonly Delivery[],
    target: string,
    verdict: Verdict,
  ): Promise<void> {
    const now = clock();
    if (verdict.kind === 'delivered') {
      await outbox.delivered(
        messages.map(({ id }) => id),
        now,
      );
      return;
    }
    // Merged messages may have different numbers of attempts.
    for (const attempts of new Set(messages.map((message) => message.attempts))) {
      const nextAt =
        verdict.kind === 'failed'
          ? nextAttempt(attempts + 1, now, random, verdict.pauseMs)
          : undefined;
      const ids = messages.filter((message) => message.attempts === attempts).map(({ id }) => id);
      await outbox.failed(ids, verdict.error, nextAt);
      log.warn(
        { target, ids, error: verdict.error, attempts: attempts + 1, dead: nextAt === undefined },
        'not delivered',
      );
    }
  }

  async function send(
    messages: readonly Delivery[],
    target: string,
    receiver: Receiver | undefined,
  ): Promise<void> {
    // Not given up at once: another process may already have read a newer config with this
    // receiver.
    const verdict: Verdict = receiver
      ? await receiver.send(messages, clock())
      : { kind: 'failed', error: 'not in the config' };
    const rest = verdict.kind === 'failed' && verdict.quiet ? (verdict.pauseMs ?? 0) : 0;
    quietUntil.set(
      target,
      Math.max(quietUntil.get(target) ?? 0, clock() + Math.max(rest, receiver?.spacingMs ?? 0)),
    );
    await settle(messages, target, verdict);
  }

  async function serve(target: string): Promise<void> {
    while (!stopping) {
      const now = clock();
      if ((quietUntil.get(target) ?? 0) > now) return;
      const receiver = receiverOf(target, config.current(), fetcher);
      const { maxMerged, parallel } = receiver ?? { maxMerged: 1, parallel: 1 };
      const messages = await outbox.take(target, now, now + LEASE_MS, maxMerged * parallel);
      if (!messages.length) return;
      await Promise.all(
        turns(messages, maxMerged).map((together) => send(together, target, receiver)),
      );
    }
  }

  async function look(): Promise<void> {
    for (const target of await outbox.dueTargets(clock())) {
      if (serving.has(target)) missed.add(target);
      if (stopping || serving.has(target)) continue;
      const served = serve(target)
        .catch((err: unknown) => log.error({ err, target }, 'deliveries failed'))
        .finally(() => {
          serving.delete(target);
          if (missed.delete(target)) wake();
        });
      serving.set(target, served);
    }
  }

  function wake(): void {
    if (stopping) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    cancelPoll();
    looking = look()
      .catch((err: unknown) => log.error({ err }, 'deliveries failed'))
      .finally(() => {
        looking = undefined;
        if (stopping) return;
        cancelPoll = timer(wake, POLL_MS);
        if (!lookAgain) return;
        lookAgain = false;
        wake();
      });
  }

  const unsubscribe = store.subscribe(({ kind }) => {
    if (kind === 'outbox') wake();
  });
  wake();

  return {
    wake,
    stop: async () => {
      stopping = true;
      cancelPoll();
      unsubscribe();
      await looking;
      await Promise.all(serving.values());
    },
  };
}

import type { Logger } from 'pino';
import { MINUTE } from '../../../src/core/time.ts';
import type { RandomBytes } from '../domain/random.ts';
import type { LiveConfig } from '../config/live-config.ts';
import type { Delivery, Store } from '../store/store.ts';
import { receiverOf, type Receiver } from './receivers.ts';
import { nextAttempt } from './retry.ts';
import type { Fetcher } from './send.ts';
import type { Verdict } from './verdict.ts';

/** Calls once after so many ms; returns how to call it off. */
export type Timer = (run: () => void, ms: number) => () => void;

/** Looked for so often where nobody tells of something new, ms. */
export const POLL_MS = 3_000;

/** A process that died gives its messages back after this, ms. Several times what an attempt takes at most. */
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
  /** Takes nothing more; resolves once what is under way has come to its end, which takes an attempt at most. */
  stop(): Promise<void>;
}

const systemTimer: Timer = (run, ms) => {
  const handle = setTimeout(run, ms).unref();
  return () => clearTimeout(handle);
};

/** In turns of at most `size`. */
const turns = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/**
 * Sends what lies in the outbox. Receivers are served side by side, so that a slow one delays no other. Several processes may do so at
 * once: who takes a message holds it under a lease. One that dies between sending and noting it has it sent again: at least once.
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
  /** Had something due while they were served: perhaps after the last look at it. */
  const missed = new Set<string>();
  /** Until when a target is left alone, epoch ms. */
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
    // Messages that were merged may have been tried a different number of times.
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
    // Another process may already know a receiver that this one has not read of, so its messages are not given up at once.
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
      const { mostMerged, parallel } = receiver ?? { mostMerged: 1, parallel: 1 };
      const messages = await outbox.take(target, now, now + LEASE_MS, mostMerged * parallel);
      if (!messages.length) return;
      await Promise.all(
        turns(messages, mostMerged).map((together) => send(together, target, receiver)),
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

import type { Status } from '../../../src/contract/contact.ts';
import { SECOND } from '../../../src/core/time.ts';
import type { Lines } from './line-facts.ts';
import type { Deps } from '../deps.ts';
import { FRESH_SECONDS, ROUNDING_SECONDS, STALE_SECONDS } from '../http/shared-cache.ts';
import { createStreamSet } from '../http/stream-set.ts';

/**
 * How often all watched lines are checked, ms: hours end and agents disconnect without an event.
 */
const TICK_MS = 2_000;
/**
 * After this many ticks without an event a comment is sent: proxies cut a connection that is silent
 * for long.
 */
const KEEP_ALIVE_TICKS = 12;
/** How much later another process over the same files may see that they changed, s. */
const RELOAD_SECONDS = 2;
/**
 * How long after a new config streams end, in ticks. Whoever followed one asks for the contact then,
 * and must not get the one that a cache in front of the desk has kept from before.
 */
const TICKS_TO_END = Math.ceil(
  ((RELOAD_SECONDS + FRESH_SECONDS + STALE_SECONDS + ROUNDING_SECONDS) * SECOND) / TICK_MS,
);

/** The same after a change that was known before: caches were told not to keep an answer beyond it. */
const TICKS_TO_END_PLANNED = Math.ceil(((1 + ROUNDING_SECONDS) * SECOND) / TICK_MS);

/** Somebody who follows the status of a line. All calls return at once. */
export interface Watcher {
  line: string;
  /** Epoch ms. */
  endsAt: number;
  status(status: Status): void;
  keepAlive(): void;
  end(): void;
}

export interface StatusWatch {
  /** Sends the status now and after each change. Returns a function that stops it. */
  add(watcher: Watcher): () => void;
}

/** Everything in a status except `asOf`, to compare two. */
const contentOf = (status: Status): string => JSON.stringify({ ...status, asOf: undefined });

/** Reads each watched line once for all that watch it. */
export function createStatusWatch(
  {
    config,
    store,
    clock,
    stopping,
    log,
  }: Pick<Deps, 'config' | 'store' | 'clock' | 'stopping' | 'log'>,
  lines: Pick<Lines, 'status'>,
  tickMs = TICK_MS,
): StatusWatch {
  /** The last status that each watcher received, and the ticks since. */
  const heardBy = new WeakMap<Watcher, { told: string | undefined; quietTicks: number }>();
  let known = config.current();
  /** When the config changes by itself, as far as known at the last tick. */
  let planned = config.changesAt?.();
  /** Ticks until all streams end because of a new config; undefined while there is none. */
  let ticksToEnd: number | undefined;
  /** Reads are numbered, so that an older read that ends later is ignored. */
  let reads = 0;
  const latest = new Map<string, number>();

  const watchers = createStreamSet<Watcher>({
    store,
    stopping,
    onChange: ({ kind }) => kind !== 'outbox',
    tell: readAll,
    tick,
    tickMs,
  });

  async function read(line: string): Promise<void> {
    const turn = ++reads;
    const status = (await lines.status(line))?.status;
    if (turn < (latest.get(line) ?? 0)) return;
    latest.set(line, turn);
    for (const watcher of watchers.streams) {
      const heard = heardBy.get(watcher);
      if (watcher.line !== line || !heard) continue;
      // A line that was removed from the config has no status any more.
      if (!status) watchers.end(watcher);
      else if (heard.told !== contentOf(status)) {
        heard.told = contentOf(status);
        heard.quietTicks = 0;
        watcher.status(status);
      }
    }
  }

  const readOrLog = (line: string): void =>
    void read(line).catch((err: unknown) => log.error({ err }, 'a status cannot be told'));

  function readAll(): void {
    for (const line of new Set([...watchers.streams].map((watcher) => watcher.line)))
      readOrLog(line);
  }

  function tick(): void {
    const now = clock();
    // A new config may give a member another line, or an origin no access: whoever connects again
    // is answered by it. That goes for streams of the last seconds, too: their contact may be older.
    if (known !== config.current())
      ticksToEnd = planned !== undefined && planned <= now ? TICKS_TO_END_PLANNED : TICKS_TO_END;
    known = config.current();
    planned = config.changesAt?.();
    const isReplaced = ticksToEnd === 0;
    ticksToEnd = ticksToEnd ? ticksToEnd - 1 : undefined;
    for (const watcher of watchers.streams) {
      const heard = heardBy.get(watcher);
      if (isReplaced || now >= watcher.endsAt) watchers.end(watcher);
      else if (heard && ++heard.quietTicks >= KEEP_ALIVE_TICKS) {
        heard.quietTicks = 0;
        watcher.keepAlive();
      }
    }
    readAll();
  }

  return {
    add(watcher) {
      heardBy.set(watcher, { told: undefined, quietTicks: 0 });
      watchers.add(watcher);
      if (watchers.streams.has(watcher)) readOrLog(watcher.line);
      return () => watchers.remove(watcher);
    },
  };
}

import type { Status } from '../../../src/contract/contact.ts';
import type { Lines } from './line-facts.ts';
import type { Deps } from '../deps.ts';

/** How often all watched lines are looked at, ms: hours end and agents disappear without anybody saying so. */
const TICK_MS = 2_000;
/** So many ticks without a word, and a comment is sent: proxies cut what is silent for long. */
const QUIET_TICKS = 12;
/** Changes that come together are looked at together, ms. */
const GATHER_MS = 50;

/** Somebody who wants to know of a line's status. All calls return at once. */
export interface Watcher {
  line: string;
  /** Epoch ms. */
  endsAt: number;
  status(status: Status): void;
  beat(): void;
  end(): void;
}

export interface StatusWatch {
  /** Tells the status now, and again whenever it is another. Returns how to stop. */
  add(watcher: Watcher): () => void;
}

/** Everything that a member sees of a status, except when it was put together. */
const wordsOf = (status: Status): string => JSON.stringify({ ...status, asOf: undefined });

/** Looks at each watched line once for all that watch it. */
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
  const watchers = new Map<Watcher, { told: string | undefined; quiet: number }>();
  let timer: NodeJS.Timeout | undefined;
  let gathering: NodeJS.Timeout | undefined;
  let known = config.current();
  /** Looks are counted, so that an earlier one that took longer does not tell what was. */
  let looks = 0;
  const latest = new Map<string, number>();

  function remove(watcher: Watcher): void {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  function end(watcher: Watcher): void {
    remove(watcher);
    watcher.end();
  }

  async function look(line: string): Promise<void> {
    const turn = ++looks;
    const status = (await lines.status(line))?.status;
    if (turn < (latest.get(line) ?? 0)) return;
    latest.set(line, turn);
    for (const [watcher, heard] of watchers) {
      if (watcher.line !== line) continue;
      // A line that has left the config has no status any more.
      if (!status) end(watcher);
      else if (heard.told !== wordsOf(status)) {
        heard.told = wordsOf(status);
        heard.quiet = 0;
        watcher.status(status);
      }
    }
  }

  function lookAtAll(): void {
    for (const line of new Set([...watchers.keys()].map((watcher) => watcher.line))) {
      look(line).catch((err: unknown) => log.error({ err }, 'a status cannot be told'));
    }
  }

  function tick(): void {
    const now = clock();
    // Whose line and which origins are asked there is decided anew: whoever comes again is answered by the new config.
    const replaced = known !== config.current();
    known = config.current();
    for (const [watcher, heard] of watchers) {
      if (replaced || now >= watcher.endsAt) end(watcher);
      else if (++heard.quiet >= QUIET_TICKS) {
        heard.quiet = 0;
        watcher.beat();
      }
    }
    lookAtAll();
  }

  const unsubscribe = store.subscribe(({ kind }) => {
    if (kind === 'outbox' || watchers.size === 0) return;
    gathering ??= setTimeout(() => {
      gathering = undefined;
      lookAtAll();
    }, GATHER_MS);
  });
  stopping.addEventListener(
    'abort',
    () => {
      unsubscribe();
      clearTimeout(gathering);
      for (const watcher of [...watchers.keys()]) end(watcher);
    },
    { once: true },
  );

  return {
    add(watcher) {
      watchers.set(watcher, { told: undefined, quiet: 0 });
      timer ??= setInterval(tick, tickMs);
      if (stopping.aborted) end(watcher);
      else
        look(watcher.line).catch((err: unknown) => log.error({ err }, 'a status cannot be told'));
      return () => remove(watcher);
    },
  };
}

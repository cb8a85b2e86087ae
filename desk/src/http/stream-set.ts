import type { Deps } from '../deps.ts';
import type { Change } from '../store/store.ts';

/** Changes that come within this time are told together, ms. */
const GATHER_MS = 50;

export interface StreamSet<Stream> {
  readonly streams: ReadonlySet<Stream>;
  add(stream: Stream): void;
  remove(stream: Stream): void;
  /** Removes a stream and ends it. */
  end(stream: Stream): void;
  endAll(): void;
}

interface StreamSetOptions extends Pick<Deps, 'store' | 'stopping'> {
  /**
   * Notes a change of the store. Returns whether streams have to be told; called only while there
   * are any.
   */
  onChange(change: Change): boolean;
  /** Tells all streams what has changed, {@link GATHER_MS} after the first change. */
  tell(): void;
  /** Called every `tickMs` while there are streams. */
  tick(): void;
  tickMs: number;
}

/**
 * The open streams of one kind: they share a timer and one look at each change, and end when the
 * desk stops.
 */
export function createStreamSet<Stream extends { end(): void }>({
  store,
  stopping,
  onChange,
  tell,
  tick,
  tickMs,
}: StreamSetOptions): StreamSet<Stream> {
  const streams = new Set<Stream>();
  let ticking: NodeJS.Timeout | undefined;
  let gathering: NodeJS.Timeout | undefined;

  function remove(stream: Stream): void {
    streams.delete(stream);
    if (streams.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  }

  function end(stream: Stream): void {
    remove(stream);
    stream.end();
  }

  const endAll = (): void => [...streams].forEach(end);

  const unsubscribe = store.subscribe((change) => {
    if (streams.size === 0 || !onChange(change)) return;
    gathering ??= setTimeout(() => {
      gathering = undefined;
      tell();
    }, GATHER_MS);
  });
  stopping.addEventListener(
    'abort',
    () => {
      unsubscribe();
      clearTimeout(gathering);
      endAll();
    },
    { once: true },
  );

  return {
    streams,
    remove,
    end,
    endAll,
    add(stream) {
      streams.add(stream);
      ticking ??= setInterval(tick, tickMs);
      if (stopping.aborted) end(stream);
    },
  };
}

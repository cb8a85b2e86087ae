import type { Context } from 'hono';
import { streamSSE, type SSEMessage, type SSEStreamingApi } from 'hono/streaming';
import type { Env } from '../deps.ts';

const HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store',
  // Without it, nginx holds events back until its buffer is full.
  'X-Accel-Buffering': 'no',
};

/**
 * What is kept for a reader that is slower than the events, and when such a reader is disconnected:
 * - `latest`: a new event replaces one that was not written yet; disconnected when a keep-alive or
 *   the end comes while a write is still under way.
 * - `maxUnreadBytes`: every event is kept; disconnected when more than that is unread.
 */
export type Backlog = 'latest' | { maxUnreadBytes: number };

/** Server-sent events to one reader. All calls return at once. */
export interface EventStream {
  send(event: SSEMessage & { data: string }): void;
  /** Writes a comment, because proxies cut connections on which nothing is sent for a minute. */
  keepAlive(): void;
  /** Ends the stream after what is still to be written. */
  end(): void;
  /**
   * Aborted when the stream is over: the reader has left or was disconnected, or all was written
   * after `end`.
   */
  readonly over: AbortSignal;
  /** The response; call it once. Events that were sent before it are kept. */
  respond(c: Context): Response;
}

type Write = (stream: SSEStreamingApi) => Promise<unknown>;

/**
 * Creates a stream on top of `streamSSE`, which has no limit for readers that do not read.
 * @param opening A comment that is written first, such as `retry: 2000` on a line of its own
 */
export function createEventStream(backlog: Backlog, opening?: string): EventStream {
  const over = new AbortController();
  let pending: { write: Write; bytes: number }[] = [];
  let unreadBytes = 0;
  let isWriting = false;
  let state: 'open' | 'ending' | 'left' | 'stuck' = 'open';
  let wake = (): void => undefined;
  const woken = (): Promise<void> => new Promise((resolve) => (wake = resolve));

  function change(next: typeof state): void {
    if (state === 'open' || state === 'ending') state = next;
    wake();
  }

  function push(text: string, write: Write): void {
    if (state !== 'open') return;
    const bytes = Buffer.byteLength(text);
    if (backlog === 'latest') pending = [];
    pending.push({ write, bytes });
    unreadBytes += bytes;
    if (backlog !== 'latest' && unreadBytes > backlog.maxUnreadBytes) change('stuck');
    wake();
  }

  const comment = (text: string): void => push(text, (stream) => stream.write(`: ${text}\n\n`));

  async function run(stream: SSEStreamingApi): Promise<void> {
    stream.onAbort(() => change('left'));
    while (state === 'open' || (state === 'ending' && pending.length > 0)) {
      const next = pending.shift();
      if (!next) {
        await woken();
        continue;
      }
      isWriting = true;
      const written = next.write(stream).then(() => {
        isWriting = false;
        unreadBytes -= next.bytes;
      });
      // `state` changes while this waits, which the compiler cannot see.
      while (isWriting && ['open', 'ending'].includes(state))
        await Promise.race([written, woken()]);
    }
  }

  if (opening !== undefined) comment(`\n${opening}`);
  return {
    over: over.signal,
    send: (event) => push(event.data, (stream) => stream.writeSSE(event)),
    keepAlive() {
      if (backlog === 'latest' && isWriting) change('stuck');
      else if (backlog !== 'latest' || pending.length === 0) comment('');
    },
    end: () => change(backlog === 'latest' && isWriting ? 'stuck' : 'ending'),
    respond(c) {
      const bindings = c.env as Env['Bindings'] | undefined;
      const { body } = streamSSE(c, async (stream) => {
        try {
          await run(stream);
        } finally {
          if (state === 'stuck') bindings?.incoming?.socket?.destroy?.();
          over.abort();
        }
      });
      // After `streamSSE`, which sets `no-cache`; as headers of the response alone they would be
      // overwritten by its own.
      for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
      return c.newResponse(body);
    },
  };
}

/**
 * Answers `HEAD`. Hono would call the GET route, and nobody would read the stream that it opens.
 */
export const eventStreamHead = (c: Context): Response => c.body(null, 200, HEADERS);

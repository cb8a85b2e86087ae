import type { ConsoleApp } from '../../deps.ts';
import type { StreamEvent } from '../../../wire/stream.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import type { StreamHub, Listener } from './stream-hub.ts';

/** What an EventSource waits before it comes again, ms. */
const RECONNECT_MS = 2_000;
const RETRY_MS = 30_000;
/** Who has left so much unread does not read any more. */
const MOST_UNREAD_BYTES = 256 * 1024;

const HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store',
  // nginx would keep events back until its buffer is full.
  'X-Accel-Buffering': 'no',
};

interface Sse {
  body: ReadableStream<Uint8Array>;
  write(text: string): void;
  end(): void;
}

/** @param gone The reader has left, or is let go because it does not read */
function createSse(gone: (isStuck: boolean) => void): Sse {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const end = (): void => {
    controller?.close();
    controller = undefined;
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start: (started) => void (controller = started),
      cancel: () => {
        controller = undefined;
        gone(false);
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_UNREAD_BYTES }),
  );
  return {
    body,
    end,
    write(text) {
      if (!controller) return;
      controller.enqueue(encoder.encode(text));
      if ((controller.desiredSize ?? 1) > 0) return;
      end();
      gone(true);
    },
  };
}

const textOf = ({ event, data }: StreamEvent): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** `GET /stream`: what changes, as server-sent events. Opening it counts as a beat. */
export function streamRoutes(api: ConsoleApp, hub: StreamHub): void {
  api.get('/stream', async (c) => {
    // Hono asks this route for a HEAD too, and would leave the stream to nobody.
    if (c.req.method === 'HEAD') return c.body(null, 200, HEADERS);
    const { id: agent, role } = c.get('agent');
    const gone = new AbortController();
    const bindings: typeof c.env | undefined = c.env;
    const { body, write, end } = createSse((isStuck) => {
      gone.abort();
      if (isStuck) bindings?.incoming?.socket?.destroy?.();
    });
    write(`: \nretry: ${RECONNECT_MS}\n\n`);
    const listener: Listener = {
      agent,
      role,
      session: c.get('session'),
      send: (event) => write(textOf(event)),
      beat: () => write(': \n\n'),
      end,
    };
    const isIn = await hub.add(listener, gone.signal);
    if (!isIn) return problem(c, 'too-many-requests', { headers: retryAfter(RETRY_MS) });
    return c.body(body, 200, HEADERS);
  });
}

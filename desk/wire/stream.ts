/**
 * Server-sent events: what changed at the desk.
 *
 * - `GET /stream`
 */
import type { QueueRow } from './queue.ts';

/** How often the desk sends a `beat`, ms. Well below the minute after which proxies cut a connection. */
export const STREAM_BEAT_MS = 15_000;

export interface Beat {
  asOf: number;
  told?: number;
}

/**
 * `queue` carries the changed row, or null when the ticket has left the queue, and who
 * has just handed it on to another agent. `beat` comes first and then every {@link STREAM_BEAT_MS},
 * with the desk's time (epoch ms): a console to which none comes, or only an old one, knows that
 * something on the way holds events back. `told` is the number of `queue` events that this desk has
 * sent until then: a console to which fewer have come since the beat before loads the queue again
 * (an older desk does not say it). The others carry
 * nothing: the console asks for that resource again. After a reconnect it asks for everything.
 */
export type StreamEvent =
  | { event: 'beat'; data: Beat }
  | {
      event: 'queue';
      data: { number: string; row: QueueRow | null; nudged?: boolean; transferredBy?: string };
    }
  | { event: 'team'; data: object }
  | { event: 'lines'; data: object }
  | { event: 'deliveries'; data: object }
  | { event: 'signed-out'; data: object };
export type StreamEventName = StreamEvent['event'];

export const STREAM_EVENTS = [
  'beat',
  'queue',
  'team',
  'lines',
  'deliveries',
  'signed-out',
] as const satisfies readonly StreamEventName[];

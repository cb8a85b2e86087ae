/**
 * Server-sent events: what changed at the desk.
 *
 * - `GET /stream`
 */
import type { QueueRow } from './queue.ts';

/**
 * `queue` carries the changed row, or null when the ticket has left the queue, and who
 * has just handed it on to another agent. The others carry
 * nothing: the console asks for that resource again. After a reconnect it asks for everything.
 */
export type StreamEvent =
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
  'queue',
  'team',
  'lines',
  'deliveries',
  'signed-out',
] as const satisfies readonly StreamEventName[];

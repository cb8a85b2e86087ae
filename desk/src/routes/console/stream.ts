import { Hono } from 'hono';
import type { ConsoleApp, ConsoleEnv } from '../../deps.ts';
import { createEventStream, eventStreamHead } from '../../http/event-stream.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import type { StreamHub } from './stream-hub.ts';

/** How long an EventSource waits before it connects again, ms. */
const RECONNECT_MS = 2_000;
const RETRY_MS = 30_000;
/** A reader that leaves more unread is disconnected. */
const MAX_UNREAD_BYTES = 256 * 1024;

/** `GET /stream`: what changes, as server-sent events. */
export function streamRoutes(hub: StreamHub): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();
  routes.get('/stream', async (c) => {
    if (c.req.method === 'HEAD') return eventStreamHead(c);
    const { id: agent, role } = c.get('agent');
    const events = createEventStream(
      { maxUnreadBytes: MAX_UNREAD_BYTES },
      `retry: ${RECONNECT_MS}`,
    );
    const isAdded = await hub.add(
      {
        agent,
        role,
        session: c.get('session'),
        send: ({ event, data }) => events.send({ event, data: JSON.stringify(data) }),
        end: events.end,
      },
      events.over,
    );
    return isAdded
      ? events.respond(c)
      : problem(c, 'too-many-requests', { headers: retryAfter(RETRY_MS) });
  });
  return routes;
}

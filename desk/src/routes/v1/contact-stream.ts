import { Hono } from 'hono';
import { HOUR } from '../../../../src/core/time.ts';
import type { StatusWatch } from '../../lines/status-watch.ts';
import { createEventStream, eventStreamHead } from '../../http/event-stream.ts';
import { problems, type Paths } from '../../http/openapi-parts.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import { requestAddress } from '../../http/rate-limit.ts';
import type { StreamLimit } from '../../http/stream-limit.ts';
import type { MemberContact, MemberEnv } from './member-contact.ts';

/** When a stream is closed, ms: a phone that was put away must not keep it open. */
const MAX_OPEN_MS = HOUR;
const RETRY_MS = 30_000;
/** How long an EventSource waits before it connects again, ms. */
const RECONNECT_MS = 5_000;

/** `GET /v1/contact/stream`: the status of the member's own line, now and whenever it changes. */
export function contactStreamRoutes(
  member: MemberContact,
  watch: StatusWatch,
  streamLimit: StreamLimit,
) {
  const routes = new Hono<MemberEnv>();
  routes.get('/contact/stream', member, (c) => {
    c.header('Vary', 'Authorization', { append: true });
    if (c.req.method === 'HEAD') return eventStreamHead(c);

    const { desk } = c.get('config');
    const contact = c.get('contact');
    const { member: asked } = c.get('identity');
    const place = streamLimit.open(requestAddress(c, desk), desk.limits);
    if (!place.ok) return problem(c, place.refusal, { headers: retryAfter(RETRY_MS) });

    const events = createEventStream('latest');
    const leave = watch.add({
      line: contact.line.id,
      endsAt: Math.min(
        c.get('now') + MAX_OPEN_MS,
        asked.verified && contact.member.verified ? asked.expiresAt : Infinity,
      ),
      status: (status) =>
        events.send({ event: 'status', data: JSON.stringify(status), retry: RECONNECT_MS }),
      keepAlive: events.keepAlive,
      end: events.end,
    });
    events.over.addEventListener('abort', () => {
      leave();
      place.close();
    });
    return events.respond(c);
  });
  return routes;
}

export const contactStreamPaths: Paths = {
  '/v1/contact/stream': {
    get: {
      operationId: 'followStatus',
      summary: "The status of the member's own line, as server-sent events",
      description:
        'The first event comes at once, then one whenever the status is another: `event: status`, `data:` a Status as JSON. ' +
        'Ends when the token expires, when the configuration changes, and after an hour at most; come again after a moment. ' +
        '`too-many-requests` and `unavailable` mean that enough streams are open: ask `GET /v1/contact` now and then instead.',
      security: [{}, { memberToken: [] }],
      responses: {
        200: {
          description: 'Events until one side ends them',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
        ...problems('too-many-requests', 'unavailable', 'internal'),
      },
    },
  },
};

import type { Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { Status } from '../../../../src/contract/contact.ts';
import { resolve } from '../../../../src/core/resolve.ts';
import { HOUR } from '../../../../src/core/time.ts';
import type { Identify } from '../../auth/member-token.ts';
import type { StatusWatch } from '../../lines/status-watch.ts';
import type { App, Deps, Env } from '../../deps.ts';
import { problems, type Paths } from '../../http/openapi-parts.ts';
import { requestAddress } from '../../http/rate-limit.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import type { StreamLimit } from '../../http/stream-limit.ts';

/** Longer, and a phone that was put away would be told for nobody. */
const LONGEST_MS = HOUR;
const RETRY_MS = 30_000;
/** What an EventSource waits before it comes again, ms. */
const RECONNECT_MS = 5_000;

type Word = Status | 'beat';

/** Writes what a watcher hears, one thing at a time: who reads slowly is told the latest only, who does not read at all is let go. */
async function tell(
  stream: SSEStreamingApi,
  watch: StatusWatch,
  line: string,
  endsAt: number,
): Promise<'told' | 'stuck'> {
  let word: Word | undefined;
  let writing = false;
  let over = false;
  let wake = (): void => undefined;
  const say = (next: Word): void => {
    // A heartbeat later, and the word before it is still on its way.
    if (next === 'beat' && writing) over = true;
    word = next === 'beat' ? (word ?? next) : next;
    wake();
  };
  const end = (): void => {
    over = true;
    wake();
  };
  const woken = (): Promise<void> => new Promise((resolve) => (wake = resolve));

  stream.onAbort(end);
  const leave = watch.add({ line, endsAt, status: say, beat: () => say('beat'), end });
  try {
    while (!over) {
      if (word === undefined) {
        await woken();
        continue;
      }
      const text =
        word === 'beat'
          ? ': \n\n'
          : `event: status\nretry: ${RECONNECT_MS}\ndata: ${JSON.stringify(word)}\n\n`;
      word = undefined;
      writing = true;
      const written = stream.write(text).then(() => (writing = false));
      while (writing && !over) await Promise.race([written, woken()]);
    }
    return writing && !stream.aborted ? 'stuck' : 'told';
  } finally {
    leave();
  }
}

/** `GET /v1/contact/stream`: the status of the member's own line, whenever it is another. */
export function streamRoutes(
  app: App,
  { config, clock }: Pick<Deps, 'config' | 'clock'>,
  identify: Identify,
  watch: StatusWatch,
  streamLimit: StreamLimit,
): void {
  app.get('/v1/contact/stream', async (c: Context<Env>) => {
    const { shop, desk } = config.current();
    const now = clock();
    const { member } = await identify(c.req.header('authorization'), now);
    const contact = resolve(shop, member, now);
    c.header('Vary', 'Authorization', { append: true });
    // Hono asks this route for a HEAD too, and would leave the stream to nobody.
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' });

    const entry = streamLimit.open(requestAddress(c, desk), desk.limits);
    if (!entry.ok) return problem(c, entry.refusal, { headers: retryAfter(RETRY_MS) });
    const endsAt = Math.min(
      now + LONGEST_MS,
      member.verified && contact.member.verified ? member.expiresAt : Infinity,
    );
    const answer = streamSSE(c, async (stream) => {
      try {
        if ((await tell(stream, watch, contact.line.id, endsAt)) === 'stuck')
          c.env.incoming?.socket?.destroy?.();
      } finally {
        entry.close();
      }
    });
    c.header('Cache-Control', 'no-store');
    // nginx would keep events back until its buffer is full.
    c.header('X-Accel-Buffering', 'no');
    return c.newResponse(answer.body);
  });
}

export const streamPaths: Paths = {
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

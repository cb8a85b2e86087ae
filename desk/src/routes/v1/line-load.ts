import { createHash } from 'node:crypto';
import { LineLoadSchema } from '../../../../src/contract/line-load.ts';
import { signedAt, TOLERANCE_MS } from '../../auth/signature.ts';
import { latestPast } from '../../domain/skew.ts';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { jsonBody } from '../../http/json-body.ts';
import type { Deps, Env } from '../../deps.ts';
import { problems, requestBody, type Paths } from '../../http/openapi-parts.ts';
import { problem } from '../../http/problem.ts';
import { requestStore } from '../../http/request-store.ts';
import { signedHeaderParameters, signedHeaders } from './signed-message.ts';

const hashOf = (message: readonly (string | undefined)[]): string =>
  createHash('sha256').update(JSON.stringify(message)).digest('base64');

interface LoadEnv {
  Bindings: Env['Bindings'];
  Variables: Env['Variables'] & {
    now: number;
    /** When the phone system signed the message, epoch ms. */
    signedAt: number;
  };
}

/** `PUT /v1/lines/{id}/load`: what a phone system knows of its own queue. */
export function lineLoadRoutes(deps: Pick<Deps, 'config' | 'store' | 'clock'>) {
  const { config, store, clock } = deps;
  /**
   * Requires a signature, for a line of the config, on a message that was first sent to this line.
   */
  const requireSignature = createMiddleware<LoadEnv, '/lines/:id/load'>(async (c, next) => {
    const { shop, desk } = config.current();
    if (!desk.phoneSystem) return problem(c, 'not-found');
    const now = clock();
    const headers = signedHeaders(c);
    const text = await c.req.text();
    const at = signedAt(desk.phoneSystem.secret, text, headers, now);
    if (at === undefined) return problem(c, 'bad-signature');

    const line = c.req.param('id');
    if (!Object.hasOwn(shop.lines, line)) return problem(c, 'not-found');
    // The signature does not name a line, so a copy could be sent to another. Remembered as long as
    // the message would be accepted.
    const hash = hashOf([headers.id, headers.timestamp, text]);
    const first = await requestStore(c, deps).lines.firstLineOf(
      hash,
      line,
      at + 2 * TOLERANCE_MS,
      now,
    );
    if (first !== line) return problem(c, 'bad-signature');
    c.set('now', now);
    c.set('signedAt', at);
    return next();
  });

  const routes = new Hono<LoadEnv>();
  routes.put('/lines/:id/load', requireSignature, jsonBody(LineLoadSchema), async (c) => {
    const [line, now, at] = [c.req.param('id'), c.get('now'), c.get('signedAt')];
    const { waiting, agents, waitMinutes } = c.req.valid('json');
    const known = (await store.lines.state(line)).load;
    // A message that is repeated, or was overtaken by a later one, changes nothing. One that seems
    // to be of the future was taken while the clock was ahead.
    if (!known || known.at <= at || known.at > latestPast(now)) {
      await requestStore(c, deps).lines.setState(
        line,
        {
          load: {
            waiting,
            agents,
            ...(waitMinutes && { minutes: waitMinutes }),
            at: Math.min(at, now),
          },
        },
        now,
      );
    }
    return c.body(null, 204);
  });
  return routes;
}

export const lineLoadPaths: Paths = {
  '/v1/lines/{id}/load': {
    put: {
      operationId: 'putLineLoad',
      summary: "What a phone system knows of a line's queue",
      description:
        'Believed for five minutes: send it every minute or two. A message that was signed before the last one changes nothing. Not for browsers.',
      security: [{ standardWebhooks: [] }],
      parameters: [
        {
          name: 'id',
          in: 'path',
          required: true,
          description: "The line's id in the shop's config",
          schema: { type: 'string' },
        },
        ...signedHeaderParameters,
      ],
      requestBody: requestBody('LineLoad'),
      responses: {
        204: { description: 'Taken' },
        ...problems(
          'invalid-body',
          'bad-signature',
          'not-found',
          'body-too-large',
          'unsupported-media-type',
          'too-many-requests',
          'internal',
          'unavailable',
        ),
      },
    },
  },
};

import { Hono } from 'hono';
import type { App, Deps, Env } from '../deps.ts';
import { problems, type Paths } from '../http/openapi-parts.ts';
import { problem, retryAfter } from '../http/problem.ts';

const RETRY_MS = 5_000;

/** `GET /health`: the process answers. `GET /ready`: its database answers too. */
export function healthRoutes({ store, log }: Pick<Deps, 'store' | 'log'>): App {
  const routes: App = new Hono<Env>();
  routes.get('/health', (c) => c.json({ status: 'ok' }));

  routes.get('/ready', async (c) => {
    try {
      await store.ping();
    } catch (err) {
      log.error({ err }, 'the database does not answer');
      return problem(c, 'unavailable', { headers: retryAfter(RETRY_MS) });
    }
    return c.json({ status: 'ok' });
  });

  return routes;
}

const ok = {
  description: 'Yes',
  content: {
    'application/json': {
      schema: { type: 'object', properties: { status: { const: 'ok' } }, required: ['status'] },
    },
  },
};

export const healthPaths: Paths = {
  '/health': {
    get: {
      operationId: 'getHealth',
      summary: 'Whether the process answers',
      responses: { 200: ok },
    },
  },
  '/ready': {
    get: {
      operationId: 'getReady',
      summary: 'Whether its database answers',
      responses: { 200: ok, ...problems('unavailable') },
    },
  },
};

import { Hono } from 'hono';
import type { App, Deps, Env } from '../deps.ts';
import { problems, type Paths } from '../http/openapi-parts.ts';
import { problem, retryAfter } from '../http/problem.ts';

const RETRY_MS = 5_000;

/** Joins a task that is running: anybody may ask, and each check of the database is a write. */
function shared(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= task().finally(() => (running = undefined)));
}

/** `GET /health`: the process answers. `GET /ready`: its database takes a write too. */
export function healthRoutes({ store, log }: Pick<Deps, 'store' | 'log'>): App {
  const routes: App = new Hono<Env>();
  const ping = shared(async () => {
    try {
      await store.ping();
    } catch (err) {
      log.error({ err }, 'the database takes no writes');
      throw err;
    }
  });
  routes.get('/health', (c) => c.json({ status: 'ok' }));

  routes.get('/ready', async (c) => {
    try {
      await ping();
    } catch {
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
      summary: 'Whether its database takes a write',
      responses: { 200: ok, ...problems('unavailable') },
    },
  },
};

import type { App, Deps } from '../deps.ts';
import { problems, type Paths } from '../http/openapi-parts.ts';
import { problem, retryAfter } from '../http/problem.ts';

const RETRY_MS = 5_000;

/** `GET /health` (the process answers) and `GET /ready` (its database does, too). */
export function healthRoutes(app: App, { store, log }: Deps): void {
  app.get('/health', (c) => c.json({ status: 'ok' }));

  app.get('/ready', async (c) => {
    try {
      await store.ping();
    } catch (err) {
      log.error({ err }, 'the database does not answer');
      return problem(c, 'unavailable', { headers: retryAfter(RETRY_MS) });
    }
    return c.json({ status: 'ok' });
  });
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

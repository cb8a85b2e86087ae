import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bearerToken } from '../auth/bearer.ts';
import type { Metrics } from '../metrics.ts';
import type { App, Deps, Env } from '../deps.ts';
import { problems, type Paths } from '../http/openapi-parts.ts';
import { problem } from '../http/problem.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * `GET /metrics`, for the token of the config. Anybody else is told that there is no such address.
 */
export function metricsRoutes({ config }: Pick<Deps, 'config'>, metrics: Metrics): App {
  const routes: App = new Hono<Env>();
  routes.get('/metrics', async (c) => {
    const { metrics: access } = config.current().desk;
    const given = bearerToken(c.req.header('authorization')) ?? '';
    if (!access || !timingSafeEqual(digest(given), digest(access.token)))
      return problem(c, 'not-found');
    return c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType });
  });
  return routes;
}

export const metricsPaths: Paths = {
  '/metrics': {
    get: {
      operationId: 'getMetrics',
      summary: 'Figures for Prometheus',
      description: "Where the desk's file has a `metrics` token.",
      security: [{ metricsToken: [] }],
      responses: {
        200: {
          description: 'The figures',
          content: { 'text/plain': { schema: { type: 'string' } } },
        },
        ...problems('not-found', 'internal', 'unavailable'),
      },
    },
  },
};

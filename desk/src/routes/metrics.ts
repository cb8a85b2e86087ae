import { createHash, timingSafeEqual } from 'node:crypto';
import type { Metrics } from '../metrics.ts';
import type { App, Deps } from '../deps.ts';
import { problems, type Paths } from '../http/openapi-parts.ts';
import { problem } from '../http/problem.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** `GET /metrics`, for whoever holds the token of the config. Nobody else learns whether there are any. */
export function metricsRoutes(app: App, { config }: Deps, metrics: Metrics): void {
  app.get('/metrics', async (c) => {
    const { metrics: access } = config.current().desk;
    const given =
      /^Bearer +(\S{1,200})$/i.exec(c.req.header('authorization')?.trim() ?? '')?.[1] ?? '';
    if (!access || !timingSafeEqual(digest(given), digest(access.token)))
      return problem(c, 'not-found');
    return c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType });
  });
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

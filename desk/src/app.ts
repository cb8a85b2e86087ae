import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import { createIdentify, type Identify } from './auth/member-token.ts';
import { createLines } from './lines/line-facts.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { briefRoutes } from './routes/v1/briefs.ts';
import { callbackRoutes } from './routes/v1/callbacks.ts';
import { consoleRoutes } from './routes/console/index.ts';
import { contactRoutes } from './routes/v1/contact.ts';
import type { App, Deps, Env } from './deps.ts';
import { healthRoutes } from './routes/health.ts';
import { perAddress } from './http/rate-limit.ts';
import { loadRoutes } from './routes/v1/line-load.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { problem, retryAfter } from './http/problem.ts';
import { TooBusy } from './http/task-limit.ts';
import { createStreamLimit } from './http/stream-limit.ts';
import { slotRoutes } from './routes/v1/slots.ts';
import { streamRoutes } from './routes/v1/contact-stream.ts';
import { ticketRoutes } from './routes/v1/tickets.ts';
import { createStatusWatch } from './lines/status-watch.ts';
import { isUnavailable } from './store/dialect.ts';

const MOST_BODY_BYTES = 16 * 1024;
const PREFLIGHT_SECONDS = 7200;
const DATABASE_RETRY_MS = 2_000;
const PASSWORD_RETRY_MS = 3_000;

/** Every open console asks for it several times a minute: other lines would drown in it. */
const BEAT_ROUTE = '/console/api/beat';

/** One line per request: which route, not which address, so that nothing written into a URL is kept. */
const requestLog = ({ log, random, clock }: Deps, metrics: Metrics) =>
  createMiddleware<Env>(async (c, next) => {
    const requestId = Buffer.from(random(9)).toString('base64url');
    const start = clock();
    const started = performance.now();
    c.set('requestId', requestId);
    await next();
    c.header('X-Request-Id', requestId);
    const route = routePath(c, -1);
    metrics.request(route, c.res.status, (performance.now() - started) / 1000);
    log[route === BEAT_ROUTE && c.res.ok ? 'debug' : 'info'](
      { requestId, method: c.req.method, route, status: c.res.status, ms: clock() - start },
      'request',
    );
  });

const safeHeaders = createMiddleware<Env>(async (c, next) => {
  await next();
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'no-referrer');
  // What brings no policy of its own is no page; were it shown as one, it could do nothing.
  if (!c.res.headers.has('Content-Security-Policy'))
    c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
});

/** Answers the other methods of every address that has one. Comes after all routes. */
function refuseOtherMethods(app: App): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue;
    const known = methods.get(path) ?? new Set();
    known.add(method);
    if (method === 'GET') known.add('HEAD');
    methods.set(path, known);
  }
  for (const [path, known] of methods) {
    app.all(path, (c) =>
      problem(c, 'method-not-allowed', { headers: { Allow: [...known].join(', ') } }),
    );
  }
}

/** The whole service, without a socket. */
export function createApp(deps: Deps): App {
  const { config, log } = deps;
  const lines = createLines(deps);
  const streamLimit = createStreamLimit();
  const metrics = createMetrics({
    ...deps,
    streams: streamLimit.count,
    reloaded: () => deps.reloaded?.(),
  });
  const app: App = new Hono<Env>();
  const identify: Identify = (authorization, now) => {
    const { desk } = config.current();
    return createIdentify(desk.keys, desk.id)(authorization, now);
  };

  app.use(requestLog(deps, metrics), safeHeaders);
  app.use(
    '/v1/*',
    cors({
      origin: (origin) => (config.current().desk.origins.includes(origin) ? origin : null),
      // A phone system's PUT is no browser's.
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-None-Match'],
      exposeHeaders: ['ETag', 'Idempotency-Replayed', 'Location', 'Retry-After', 'X-Request-Id'],
      maxAge: PREFLIGHT_SECONDS,
    }),
    perAddress(config, ({ requestsPerMinute }) => requestsPerMinute, 60),
    bodyLimit({ maxSize: MOST_BODY_BYTES, onError: (c) => problem(c, 'body-too-large') }),
  );

  contactRoutes(app, deps, identify, lines);
  streamRoutes(app, deps, identify, createStatusWatch(deps, lines), streamLimit);
  slotRoutes(app, deps, identify);
  callbackRoutes(app, deps, identify);
  ticketRoutes(app, deps);
  briefRoutes(app, deps, identify);
  loadRoutes(app, deps);
  healthRoutes(app, deps);
  metricsRoutes(app, deps, metrics);
  consoleRoutes(app, deps, lines);
  openApiRoutes(app);
  refuseOtherMethods(app);

  app.notFound((c) => problem(c, 'not-found'));
  app.onError((err, c) => {
    if (err instanceof TooBusy)
      return problem(c, 'unavailable', { headers: retryAfter(PASSWORD_RETRY_MS) });
    log.error({ err, requestId: c.get('requestId') }, 'request failed');
    return isUnavailable(err)
      ? problem(c, 'unavailable', { headers: retryAfter(DATABASE_RETRY_MS) })
      : problem(c, 'internal');
  });
  return app;
}

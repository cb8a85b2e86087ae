import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import { createIdentify, type Identify } from './domain/member-token.ts';
import { callbackRoutes } from './routes/callbacks.ts';
import { contactRoutes } from './routes/contact.ts';
import type { App, Deps, Env } from './routes/deps.ts';
import { healthRoutes } from './routes/health.ts';
import { perAddress } from './routes/limits.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { problem, retryAfter } from './routes/problem.ts';
import { ticketRoutes } from './routes/tickets.ts';

const MOST_BODY_BYTES = 16 * 1024;
const PREFLIGHT_SECONDS = 7200;
const BUSY_RETRY_MS = 2_000;

/** One line per request: which route, not which address, so that nothing written into a URL is kept. */
const requestLog = ({ log, random, clock }: Deps) =>
  createMiddleware<Env>(async (c, next) => {
    const requestId = Buffer.from(random(9)).toString('base64url');
    const start = clock();
    c.set('requestId', requestId);
    await next();
    c.header('X-Request-Id', requestId);
    log.info({ requestId, method: c.req.method, route: routePath(c, -1), status: c.res.status, ms: clock() - start }, 'request');
  });

const safeHeaders = createMiddleware<Env>(async (c, next) => {
  await next();
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'no-referrer');
  // What brings no policy of its own is no page; were it shown as one, it could do nothing.
  if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
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
    app.all(path, (c) => problem(c, 'method-not-allowed', { headers: { Allow: [...known].join(', ') } }));
  }
}

/** The whole service, without a socket. */
export function createApp(deps: Deps): App {
  const { config, log } = deps;
  const app: App = new Hono<Env>();
  const identify: Identify = (authorization, now) => {
    const { desk } = config.current();
    return createIdentify(desk.keys, desk.id)(authorization, now);
  };

  app.use(requestLog(deps), safeHeaders);
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

  contactRoutes(app, deps, identify);
  callbackRoutes(app, deps, identify);
  ticketRoutes(app, deps);
  healthRoutes(app, deps);
  openApiRoutes(app);
  refuseOtherMethods(app);

  app.notFound((c) => problem(c, 'not-found'));
  app.onError((err, c) => {
    log.error({ err, requestId: c.get('requestId') }, 'request failed');
    const busy = 'code' in err && String(err.code).startsWith('SQLITE_BUSY');
    return busy ? problem(c, 'unavailable', { headers: retryAfter(BUSY_RETRY_MS) }) : problem(c, 'internal');
  });
  return app;
}

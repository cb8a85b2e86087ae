import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import type { App, AppDeps, Deps, Env } from './deps.ts';
import { problem, retryAfter } from './http/problem.ts';
import { createAddressLimit, perAddress } from './http/rate-limit.ts';
import { createRequestLog, type RequestLog } from './http/request-log.ts';
import { defaultHeaders } from './http/secure-headers.ts';
import type { Shortcut } from './http/server.ts';
import { createStreamLimit } from './http/stream-limit.ts';
import { TooBusy } from './http/task-limit.ts';
import { createLines } from './lines/line-facts.ts';
import { createLiveShop } from './lines/live-shop.ts';
import type { LiveShop } from './config/live-config.ts';
import { createMetrics } from './metrics.ts';
import { consoleRoutes } from './routes/console/index.ts';
import { handoffPageRoutes } from './routes/handoff/index.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { ATTACHMENTS_PATH } from './routes/v1/attachments.ts';
import { createGuestAnswers, createGuestShortcut } from './routes/v1/guest-contact.ts';
import { v1Routes } from './routes/v1/index.ts';
import { isUnavailable } from './store/errors.ts';

const DATABASE_RETRY_MS = 2_000;
const PASSWORD_RETRY_MS = 3_000;

/** Middleware: logs and counts each request by its route. */
const logged = (log: RequestLog) =>
  createMiddleware<Env>(async (c, next) => {
    const request = log.begin(c.req.method);
    c.set('requestId', request.id);
    c.set('arrivedAt', request.arrivedAt);
    c.header('X-Request-Id', request.id);
    await next();
    log.end(request, routePath(c, -1), c.res.status);
  });

/** Answers 405 for every method that an address does not have. Call it after all routes. */
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

/**
 * Creates the whole service, without a socket: `app.request()` asks it in tests, `listen` puts it
 * on a port.
 */
export function createApp(
  given: Deps,
): App & { shortcut: Shortcut; uploadPath: string; config: LiveShop } {
  const deps: AppDeps = { ...given, config: createLiveShop(given) };
  const lines = createLines(deps);
  const streamLimit = createStreamLimit();
  const metrics = createMetrics({
    ...deps,
    streams: streamLimit.count,
    reloaded: () => deps.reloaded?.(),
  });
  const app: App = new Hono<Env>();
  const log = createRequestLog(deps, metrics);
  const ofMembers = createAddressLimit(
    deps.config,
    ({ requestsPerMinute }) => requestsPerMinute,
    60,
  );
  const answers = createGuestAnswers(deps, lines);

  app.use(logged(log), defaultHeaders);
  app.route('/v1', v1Routes(deps, lines, streamLimit, ofMembers, answers));
  // Health checks have a limit of their own, so that nothing else can use it up.
  for (const paths of [['/health', '/ready'], ['/metrics']]) {
    const limit = perAddress(deps.config, ({ requestsPerMinute }) => requestsPerMinute * 4, 60);
    for (const path of paths) app.use(path, limit);
  }
  app.route('/', healthRoutes(deps));
  app.route('/', metricsRoutes(deps, metrics));
  app.route('/', handoffPageRoutes(deps, lines));
  app.route('/console', consoleRoutes(deps, lines));
  app.route('/', openApiRoutes());
  refuseOtherMethods(app);

  const limit = createAddressLimit(deps.config, ({ requestsPerMinute }) => requestsPerMinute, 60);
  app.notFound(async (c) => (await limit.refuse(c)) ?? problem(c, 'not-found'));
  app.onError((err, c) => {
    if (err instanceof TooBusy)
      return problem(c, 'unavailable', { headers: retryAfter(PASSWORD_RETRY_MS) });
    // Of `jsonBody`: the body is no JSON.
    if (err instanceof HTTPException && err.status === 400)
      return problem(c, 'invalid-body', { errors: [{ pointer: '', code: 'json' }] });
    // The client went away before it had sent the whole body, or sent no HTTP. Nobody reads the answer.
    if (err === c.env.incoming?.errored)
      return problem(c, 'invalid-body', { errors: [{ pointer: '', code: 'broken-off' }] });
    deps.log.error({ err, requestId: c.get('requestId') }, 'request failed');
    return isUnavailable(err)
      ? problem(c, 'unavailable', { headers: retryAfter(DATABASE_RETRY_MS) })
      : problem(c, 'internal');
  });
  return Object.assign(app, {
    shortcut: createGuestShortcut(deps, answers, ofMembers, log),
    uploadPath: ATTACHMENTS_PATH,
    config: deps.config,
  });
}

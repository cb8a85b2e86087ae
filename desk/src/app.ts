import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import type { App, Deps, Env } from './deps.ts';
import type { RandomBytes } from './domain/random.ts';
import { problem, retryAfter } from './http/problem.ts';
import { createAddressLimit, perAddress } from './http/rate-limit.ts';
import { defaultHeaders } from './http/secure-headers.ts';
import { createStreamLimit } from './http/stream-limit.ts';
import { TooBusy } from './http/task-limit.ts';
import { createLines } from './lines/line-facts.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { consoleRoutes } from './routes/console/index.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { v1Routes } from './routes/v1/index.ts';
import { isUnavailable } from './store/errors.ts';

const DATABASE_RETRY_MS = 2_000;
const PASSWORD_RETRY_MS = 3_000;

/** Logged for debugging only: every open console asks for it several times a minute. */
const BEAT_ROUTE = '/console/api/beat';

const ID_BYTES = 9;
/** Drawn for so many requests at a time: each call to the system costs as much as for one. */
const IDS_AT_ONCE = 256;

function createRequestIds(random: RandomBytes): () => string {
  let bytes = Buffer.alloc(0);
  return () => {
    if (bytes.length === 0) bytes = Buffer.from(random(ID_BYTES * IDS_AT_ONCE));
    const id = bytes.toString('base64url', 0, ID_BYTES);
    bytes = bytes.subarray(ID_BYTES);
    return id;
  };
}

/**
 * Logs and counts each request by its route instead of its URL, which may carry data of a member.
 */
function requestLog({ log, random, clock }: Deps, metrics: Metrics) {
  // Its lines hold nothing private, and searching them for it would take longer than writing them.
  const requests = log.child({}, { redact: [] });
  const nextId = createRequestIds(random);
  return createMiddleware<Env>(async (c, next) => {
    const requestId = nextId();
    const start = clock();
    const started = performance.now();
    c.set('requestId', requestId);
    c.set('arrivedAt', started);
    c.header('X-Request-Id', requestId);
    await next();
    const route = routePath(c, -1);
    metrics.request(route, c.res.status, (performance.now() - started) / 1000);
    requests[route === BEAT_ROUTE && c.res.ok ? 'debug' : 'info'](
      { requestId, method: c.req.method, route, status: c.res.status, ms: clock() - start },
      'request',
    );
  });
}

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
export function createApp(deps: Deps): App {
  const lines = createLines(deps);
  const streamLimit = createStreamLimit();
  const metrics = createMetrics({
    ...deps,
    streams: streamLimit.count,
    reloaded: () => deps.reloaded?.(),
  });
  const app: App = new Hono<Env>();

  app.use(requestLog(deps, metrics), defaultHeaders);
  app.route('/v1', v1Routes(deps, lines, streamLimit));
  // Health checks have a limit of their own, so that nothing else can use it up.
  for (const paths of [['/health', '/ready'], ['/metrics']]) {
    const limit = perAddress(deps.config, ({ requestsPerMinute }) => requestsPerMinute * 4, 60);
    for (const path of paths) app.use(path, limit);
  }
  app.route('/', healthRoutes(deps));
  app.route('/', metricsRoutes(deps, metrics));
  app.route('/console', consoleRoutes(deps, lines));
  app.route('/', openApiRoutes());
  refuseOtherMethods(app);

  const limit = createAddressLimit(deps.config, ({ requestsPerMinute }) => requestsPerMinute, 60);
  app.notFound(async (c) => (await limit(c)) ?? problem(c, 'not-found'));
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
  return app;
}

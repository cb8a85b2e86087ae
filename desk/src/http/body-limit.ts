import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { Env } from '../deps.ts';
import { MAX_BODY_BYTES } from './json-body.ts';
import { problem } from './problem.ts';

/** Hono's, for bodies whose length is only known when they have been read. */
const limitWhileReading = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (c) => problem(c, 'body-too-large'),
});

/**
 * Middleware: refuses bodies of more than {@link MAX_BODY_BYTES}. Where the request says how long
 * its body is, nothing looks at the body itself: the server then reads it in the quickest way.
 */
export const limitBody = createMiddleware<Env>(async (c, next) => {
  // Nobody reads the body of a request that changes nothing.
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  const length = c.req.header('content-length');
  if (length === undefined || c.req.header('transfer-encoding') !== undefined)
    return limitWhileReading(c, next);
  return Number(length) > MAX_BODY_BYTES ? problem(c, 'body-too-large') : next();
});

import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { Env } from '../deps.ts';
import { MAX_BODY_BYTES } from './json-body.ts';
import { problem } from './problem.ts';

/**
 * Middleware: refuses bodies of more than `maxSize` bytes. Where the request says how long its body
 * is, nothing looks at the body itself: the server then reads it in the quickest way.
 */
export function limitBodyTo(maxSize: number) {
  // Hono's, for bodies whose length is only known when they have been read.
  const limitWhileReading = bodyLimit({
    maxSize,
    onError: (c) => problem(c, 'body-too-large'),
  });
  return createMiddleware<Env>(async (c, next) => {
    // Nobody reads the body of a request that changes nothing.
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const length = c.req.header('content-length');
    if (length === undefined || c.req.header('transfer-encoding') !== undefined)
      return limitWhileReading(c, next);
    return Number(length) > maxSize ? problem(c, 'body-too-large') : next();
  });
}

/** Middleware: refuses bodies of more than {@link MAX_BODY_BYTES}. */
export const limitBody = limitBodyTo(MAX_BODY_BYTES);

import type { MiddlewareHandler } from 'hono';
import type { Env } from '../deps.ts';

/**
 * Hono sets a dozen headers by default. The desk sets those that its answers need, and says which.
 */
export const NO_HEADERS = {
  crossOriginResourcePolicy: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  strictTransportSecurity: false,
  xContentTypeOptions: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  removePoweredBy: false,
} as const;

/**
 * An answer is kept by no cache. Without a policy of its own it is no page: shown as one, it could
 * load and run nothing.
 */
export const DEFAULT_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
const DEFAULTS = Object.entries(DEFAULT_HEADERS);

/**
 * Middleware: gives every answer these headers, unless its route sets others. It sets them before
 * the answer is made: a header that is set on a finished answer, as Hono's `secureHeaders` and
 * `cors` do it, makes Node's adapter copy the answer, which takes longer than all the rest.
 */
export const defaultHeaders: MiddlewareHandler<Env> = (c, next) => {
  for (const [name, value] of DEFAULTS) c.header(name, value);
  return next();
};

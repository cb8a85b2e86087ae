import { secureHeaders } from 'hono/secure-headers';

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
 * Middleware for every answer. An answer without a policy of its own is no page: shown as one, it
 * could load and run nothing.
 */
export const defaultSecureHeaders = secureHeaders({
  ...NO_HEADERS,
  xContentTypeOptions: true,
  referrerPolicy: true,
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  overwrite: false,
});

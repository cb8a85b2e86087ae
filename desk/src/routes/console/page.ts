import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono, type Context } from 'hono';
import { except } from 'hono/combine';
import { compress } from 'hono/compress';
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import type { App, Env } from '../../deps.ts';
import { NO_HEADERS } from '../../http/secure-headers.ts';
import { problem } from '../../http/problem.ts';

/** Lies beside the built desk; absent when the desk runs from its sources. */
export const CONSOLE_FOLDER = fileURLToPath(new URL('./console/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  map: 'application/json',
};

/**
 * Lit's style sheets are constructed, which no policy forbids; its templates go through the Trusted
 * Types policy `lit-html`.
 */
const pageHeaders = secureHeaders({
  ...NO_HEADERS,
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ['lit-html'],
  },
  crossOriginOpenerPolicy: true,
});
/** An asset's name has a hash of its content. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

interface Files {
  page: string;
  assets: ReadonlyMap<string, { bytes: Uint8Array<ArrayBuffer>; type: string }>;
}

/** Reads the built console into memory; undefined when it is not built. */
function readFiles(folder: string): Files | undefined {
  try {
    const names = readdirSync(folder).filter((name) => name !== 'index.html');
    const assets = names.flatMap((name) => {
      const type = TYPES[name.split('.').at(-1) ?? ''];
      return type === undefined
        ? []
        : [[name, { bytes: new Uint8Array(readFileSync(join(folder, name))), type }] as const];
    });
    return { page: readFileSync(join(folder, 'index.html'), 'utf8'), assets: new Map(assets) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const isApiOrAsset = (c: Context): boolean => /^\/console\/(?:api|assets)(?:\/|$)/.test(c.req.path);

/** The console's page, the same for every address under `/console`, and its assets at `/assets`. */
export function pageRoutes(folder: string): App {
  const files = readFiles(folder);
  const routes: App = new Hono<Env>();

  routes.use('/assets/*', compress());
  routes.get('/assets/:name', (c) => {
    const asset = files?.assets.get(c.req.param('name'));
    if (!asset) return problem(c, 'not-found');
    return c.body(asset.bytes, 200, {
      'Content-Type': asset.type,
      'Cache-Control': IMMUTABLE,
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
  });

  const refuse = createMiddleware<Env>(async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD')
      return problem(c, 'method-not-allowed', { headers: { Allow: 'GET, HEAD' } });
    return files ? next() : problem(c, 'unavailable');
  });
  const page = createMiddleware<Env>((c) =>
    Promise.resolve(c.html(files?.page ?? '', 200, { 'Cache-Control': 'no-store' })),
  );
  // All methods, because the app answers the other methods of a GET route with 405, and these paths
  // include those of the API.
  routes.all('/*', except(isApiOrAsset, refuse, pageHeaders, page));
  return routes;
}

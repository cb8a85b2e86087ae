import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono, type Context } from 'hono';
import { accepts } from 'hono/accepts';
import { except } from 'hono/combine';
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
    // Screenshots are loaded by the page, which tells one that is gone from one that fails.
    imgSrc: ["'self'", 'data:', 'blob:'],
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

/** Codings of the files that the build has compressed, best first, and how it names them. */
const CODINGS = { br: '.br', gzip: '.gz' } as const;

type Bytes = Uint8Array<ArrayBuffer>;
interface Asset {
  type: string;
  bytes: Bytes;
  /** By the name of the coding. Without them the file is sent as it is. */
  compressed: ReadonlyMap<string, Bytes>;
}
interface Files {
  page: string;
  assets: ReadonlyMap<string, Asset>;
}

const readBytes = (path: string): Bytes => new Uint8Array(readFileSync(path));

/** Reads the built console into memory; undefined when it is not built. */
function readFiles(folder: string): Files | undefined {
  try {
    const names = readdirSync(folder);
    const assets = names.flatMap((name) => {
      const type = TYPES[name.split('.').at(-1) ?? ''];
      if (type === undefined) return [];
      const compressed = Object.entries(CODINGS).flatMap(([coding, ending]) =>
        names.includes(name + ending)
          ? [[coding, readBytes(join(folder, name + ending))] as const]
          : [],
      );
      const asset = { type, bytes: readBytes(join(folder, name)), compressed: new Map(compressed) };
      return [[name, asset] as const];
    });
    return { page: readFileSync(join(folder, 'index.html'), 'utf8'), assets: new Map(assets) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The best coding that the browser accepts and the asset has. */
const codingFor = (c: Context, { compressed }: Asset): string | undefined =>
  accepts(c, {
    header: 'Accept-Encoding',
    supports: [...compressed.keys()],
    default: '',
    match: (accepted, { supports }) =>
      supports.find((coding) => accepted.some(({ type, q }) => type === coding && q > 0)) ?? '',
  }) || undefined;

const isApiOrAsset = (c: Context): boolean => /^\/console\/(?:api|assets)(?:\/|$)/.test(c.req.path);

/** The console's page, the same for every address under `/console`, and its assets at `/assets`. */
export function pageRoutes(folder: string): App {
  const files = readFiles(folder);
  const routes: App = new Hono<Env>();

  routes.get('/assets/:name', (c) => {
    const asset = files?.assets.get(c.req.param('name'));
    if (!asset) return problem(c, 'not-found');
    const coding = codingFor(c, asset);
    return c.body(asset.compressed.get(coding ?? '') ?? asset.bytes, 200, {
      ...(coding !== undefined && { 'Content-Encoding': coding }),
      Vary: 'Accept-Encoding',
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

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compress } from 'hono/compress';
import type { App } from '../../deps.ts';
import { problem } from '../../http/problem.ts';

/** Beside the built desk; absent where it runs from its sources. */
export const CONSOLE_FOLDER = fileURLToPath(new URL('./console/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  map: 'application/json',
};

/** Lit's style sheets are constructed, which no policy forbids; its templates go through the policy `lit-html`. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** The name says what is in it. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

interface Files {
  page: string;
  assets: ReadonlyMap<string, { bytes: Uint8Array<ArrayBuffer>; type: string }>;
}

/** The built console, once read; undefined where it is not built. */
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

/** The console itself: one page for every address under `/console`, and the files that it is made of. */
export function pageRoutes(app: App, folder: string): void {
  const files = readFiles(folder);

  app.use('/console/assets/*', compress());
  app.get('/console/assets/:name', (c) => {
    const asset = files?.assets.get(c.req.param('name'));
    if (!asset) return problem(c, 'not-found');
    return c.body(asset.bytes, 200, {
      'Content-Type': asset.type,
      'Cache-Control': IMMUTABLE,
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
  });

  // All methods, so that those of `/console/api` are not answered here.
  app.all('/console/*', (c, next) => {
    if (/^\/console\/(?:api|assets)(?:\/|$)/.test(c.req.path)) return next();
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD')
      return Promise.resolve(problem(c, 'method-not-allowed', { headers: { Allow: 'GET, HEAD' } }));
    if (!files) return Promise.resolve(problem(c, 'unavailable'));
    const headers = {
      'Content-Security-Policy': POLICY,
      'Cache-Control': 'no-store',
      'Cross-Origin-Opener-Policy': 'same-origin',
    };
    return Promise.resolve(c.html(files.page, 200, headers));
  });
}

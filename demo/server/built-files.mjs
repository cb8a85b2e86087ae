import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { Hono } from 'hono';

/** @type {Record<string, string>} */
const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
};

/** A chunk with Rollup's hash in its name never changes, so browsers may keep it. */
const HASHED = /[-.][\w-]{8,}\.js(\.map)?$/;

/**
 * Serves the files of a folder, to all origins, as a CDN does.
 * @param {string} folder absolute
 * @param {string} prefix of the path, such as `/hotline/`
 */
export function builtFiles(folder, prefix) {
  const files = new Hono();
  files.get(`${prefix}*`, async (c) => {
    const file = normalize(join(folder, decodeURIComponent(c.req.path.slice(prefix.length))));
    const type = TYPES[extname(file)];
    const content =
      type && file.startsWith(folder + sep)
        ? await readFile(file).catch(() => undefined)
        : undefined;
    if (!content || !type) return c.text('not found', 404, { 'Access-Control-Allow-Origin': '*' });
    return c.body(new Uint8Array(content), 200, {
      'Content-Type': type,
      'Cache-Control': HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
      'Access-Control-Allow-Origin': '*',
      'X-Content-Type-Options': 'nosniff',
    });
  });
  return files;
}

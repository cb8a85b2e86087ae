import { readFile, readdir } from 'node:fs/promises';
import { createServer, request as ask } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

const compress = promisify(brotliCompress);

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
};
/** A file with a hash in its name never changes. */
const HASHED = /[-.][\w-]{6,}\.js$/;

/** The file that a path names, or undefined outside of the folder. */
function fileIn(folder, path) {
  const file = normalize(join(folder, decodeURIComponent(path)));
  return file.startsWith(folder + sep) ? file : undefined;
}

/** Passes a request on to another server, as a proxy does. @param {string} to its URL */
function passOn(incoming, response, to) {
  const { method, headers } = incoming;
  incoming.pipe(
    ask(to, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    }).on('error', () => response.destroy()),
  );
}

/**
 * A shop's web server: files as a CDN serves them, and pages. Answers come from memory, already
 * compressed with brotli.
 * @param {Record<string, string>} folders folder by prefix of the path, such as `/hotline/`
 */
export async function serve(folders) {
  const pages = new Map();
  const known = new Map();
  const fresh = new Map();
  const passed = new Map();

  async function load(path) {
    if (pages.has(path))
      return { type: TYPES[extname(path)] ?? TYPES['.html'], body: pages.get(path) };
    const prefix = Object.keys(folders).find((each) => path.startsWith(each));
    const file = prefix && fileIn(folders[prefix], path.slice(prefix.length));
    const type = file && TYPES[extname(file)];
    return type ? { type, body: await readFile(file) } : undefined;
  }

  async function answer(path) {
    const found = await load(path).catch(() => undefined);
    if (!found) return { status: 404, headers: {}, body: '' };
    const body = await compress(found.body);
    const headers = {
      'Content-Type': found.type,
      'Content-Encoding': 'br',
      'Content-Length': body.length,
      'Cache-Control': HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      'Access-Control-Allow-Origin': '*',
      Vary: 'Accept-Encoding',
    };
    return { status: 200, headers, body };
  }

  for (const [prefix, folder] of Object.entries(folders))
    for (const name of await readdir(folder))
      if (TYPES[extname(name)]) known.set(prefix + name, answer(prefix + name));
  await Promise.all(known.values());

  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const prefix = [...passed.keys()].find((each) => path.startsWith(each));
    if (prefix) return passOn(request, response, passed.get(prefix) + path.slice(prefix.length));
    if (fresh.has(path)) {
      const headers = { 'Content-Type': TYPES['.json'], 'Cache-Control': 'no-store' };
      response.writeHead(200, headers).end(await fresh.get(path)());
      return;
    }
    if (!known.has(path)) known.set(path, answer(path));
    const { status, headers, body } = await known.get(path);
    response.writeHead(status, headers).end(body);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${server.address().port}`,
    /** Adds a page. @param {string} path @param {string} body */
    add(path, body) {
      pages.set(path, body);
      known.delete(path);
    },
    /** Adds JSON that is made for each request. @param {string} path */
    answer(path, make) {
      fresh.set(path, make);
    },
    /** Passes what is under a prefix on to a server. @param {string} prefix @param {string} url */
    forward(prefix, url) {
      passed.set(prefix, `${url}/`);
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

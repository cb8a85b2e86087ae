import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.html': 'text/html' };

const page = (attributes) =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Shop</title><link rel="icon" href="data:,"><script async src="/dist/hotline.js" ${attributes}></script><body><h1>Shop</h1>`;

const own = (file) => readFile(new URL(file, import.meta.url));

/** A page in desk mode, one in static mode, and a desk that always gives the same answer. */
const ROUTES = {
  '/desk.html': ({ host }) => page(`data-desk="http://${host}"`),
  '/static.html': () => page('data-config="/config.json"'),
  '/config.json': () => own('config.json'),
  '/v1/contact': () => own('contact.json'),
  '/v1/slots': () => '{"asOf":"2026-11-20T02:00:00.000Z","timeZone":"Asia/Shanghai","slots":[]}',
};

async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const file = /^\/dist\/[\w.-]+$/.test(pathname)
    ? () => readFile(new URL(`../..${pathname}`, import.meta.url))
    : ROUTES[pathname];
  try {
    if (file === undefined) throw new Error(`nothing is served at ${pathname}`);
    const body = await file(request.headers);
    response
      .writeHead(200, { 'content-type': TYPES[extname(pathname)] ?? 'application/json' })
      .end(body);
  } catch {
    response.writeHead(404).end();
  }
}

/** Serves the built files on a free port of this machine. */
export async function serve() {
  const server = createServer((request, response) => void answer(request, response)).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  return { port: server.address().port, close: () => server.close() };
}

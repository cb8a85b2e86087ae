import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

/**
 * A shop whose pages contain the built widget.
 * @param {() => string} deskOf Origin of the desk
 */
export async function openShop(deskOf) {
  const page = () =>
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,"><script async src="/dist/hotline.js" data-desk="${deskOf()}" data-phone="400-100-0001"></script><body><h1>Shop</h1>`;
  const server = createServer(async ({ url }, response) => {
    if (!/^\/dist\/[\w.-]+$/.test(url))
      return response.writeHead(200, { 'content-type': 'text/html' }).end(page());
    const file = await readFile(new URL(`../..${url}`, import.meta.url)).catch(() => undefined);
    return response
      .writeHead(file ? 200 : 404, { 'content-type': 'text/javascript' })
      .end(file ?? '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://localhost:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

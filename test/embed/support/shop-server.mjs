import { fileURLToPath } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import { getCookie } from 'hono/cookie';
import { prepareData } from '../../../demo/server/data.mjs';
import { deadPort, listen } from '../../../demo/server/ports.mjs';
import { createSessions } from '../../../demo/server/session.mjs';
import { createShop } from '../../../demo/server/shop.mjs';
import { openOrders } from '../../../demo/shop/orders.mjs';
import { openService } from '../../../demo/shop/service.mjs';

const HOST = '127.0.0.1';
const at = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/**
 * @typedef {object} ShopData What the desk is started with.
 * @property {string} signing Secret of the member tokens.
 * @property {string} webhook Secret of the webhooks.
 * @property {string} password The agents' password.
 * @property {string} deskConfig Path of the desk's config.
 * @property {string} database Path of the desk's database.
 */

/**
 * @typedef {object} Shop
 * @property {number} port
 * @property {ShopData} data
 * @property {(html: string, headers: Record<string, string>) => string} addPage Serves one more
 *   page; returns its path.
 * @property {(port: number) => void} useDesk Sets the port of the desk that pages name.
 * @property {(does: boolean) => void} acceptWebhooks Whether the shop accepts the desk's webhooks,
 *   or answers 503.
 * @property {() => Promise<void>} close
 */

/** Tells members of one tier apart, who visit the same shop in different tests. */
export const VISITOR_COOKIE = 'visitor';

/** Sessions of members whose id is that of their tier and visit. */
function sessionsByVisitor(secret) {
  const sessions = createSessions(secret);
  return {
    ...sessions,
    member(c) {
      const member = sessions.member(c);
      const visitor = getCookie(c, VISITOR_COOKIE);
      return member && visitor ? { ...member, id: `${member.id}-${visitor}` } : member;
    },
  };
}

/**
 * Starts the demo shop in this process, on a free port.
 * @param {string} folder Folder of its data
 * @param {readonly string[]} names Hosts that its pages use
 * @returns {Promise<Shop>}
 */
export async function openShop(folder, names) {
  const pages = [];
  let accepts = true;
  const server = createAdaptorServer({
    fetch(request, env) {
      const { pathname } = new URL(request.url);
      if (!accepts && pathname === '/hotline-events') return new Response(null, { status: 503 });
      const [, own] = /^\/own\/(\d+)$/.exec(pathname) ?? [];
      return own === undefined ? shop.fetch(request, env) : pages[own]();
    },
  });
  const port = await listen(server, 0, HOST, 'PORT');
  const data = await prepareData(
    folder,
    names.map((name) => `http://${name}:${port}`),
  );
  const nowhere = await deadPort(HOST);
  let deskPort = nowhere;
  const shop = createShop({
    sessions: sessionsByVisitor(data.session),
    orders: await openOrders(data.orders),
    service: await openService(data.service),
    secret: data.signing,
    webhookSecret: data.webhook,
    phone: '400-123-4567',
    dist: at('dist'),
    assets: at('demo/assets'),
    staticConfig: at('demo/static.config.json'),
    urls(c) {
      const { hostname } = new URL(c.req.url);
      return { desk: `http://${hostname}:${deskPort}`, nowhere: `http://${hostname}:${nowhere}` };
    },
  });
  return {
    port,
    data,
    addPage: (html, headers) =>
      `/own/${pages.push(() => new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } })) - 1}`,
    useDesk: (to) => void (deskPort = to),
    acceptWebhooks: (does) => void (accepts = does),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

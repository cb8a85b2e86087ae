/**
 * Starts the demo: the shop, and the desk on an origin of its own. Run by `npm start` after the
 * build.
 */
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import { addAgents } from './server/agents.mjs';
import { prepareData } from './server/data.mjs';
import { startDesk } from './server/desk-process.mjs';
import { CannotStart, deadPort, listen, mustBeFree, portFrom } from './server/ports.mjs';
import { createSessions } from './server/session.mjs';
import { createShop } from './server/shop.mjs';
import { openOrders } from './shop/orders.mjs';
import { openService } from './shop/service.mjs';

const PUBLIC_PHONE = '400-123-4567';

/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The origin as browsers write it, without port 80. @param {string} name @param {number} port */
const origin = (name, port) => new URL(`http://${name}:${port}`).origin;

/**
 * Host names by which browsers reach the demo. With HOST=0.0.0.0 these include the machine's
 * addresses, for phones on the same network.
 * @param {string} host
 */
function hostNames(host) {
  const names = ['localhost', '127.0.0.1'];
  if (host !== '0.0.0.0' && host !== '::') return names;
  const others = Object.values(networkInterfaces())
    .flat()
    .filter((each) => each?.family === 'IPv4' && !each.internal);
  return [...names, ...others.map((each) => each?.address ?? '')];
}

/**
 * @param {{ shop: string, desk: string, network: readonly string[], agents: readonly string[],
 *   password: string }} where
 */
const welcome = ({ shop, desk, network, agents, password }) => `
  星河卡盟    ${[shop, ...network].join('\n              ')}
  客服工作台  ${desk}/console
              账号 sign in as  ${agents.join('  或 or  ')}
              密码 password    ${password}

  试一试
    /login       依次用访客、普通、VIP、钻石登录，看热线号码怎么变
    /orders/DJ20261122224011AB3F
                 订单号已经认出；请客服回电，拿到工单号与口令，刷新后仍在
    /member      会员中心里的内嵌元素
    /situations  静态模式、严格 CSP、恶劣的页面、深色、英文、离线
    工作台       店铺里申请回电，工作台一秒内出现；领取、通话、解决，会员的页面跟着变

  To try: sign in at /login and watch the number follow the tier; ask for a callback on the
  order page and see it arrive in the console; claim it, call, solve it, and the member's open
  widget follows each step; then /situations.

  数据留到下次；Ctrl-C 结束两个服务。The data stays for the next start; Ctrl-C ends both.
`;

async function main() {
  const host = process.env.HOST ?? '127.0.0.1';
  const port = portFrom('PORT', 8000);
  const deskPort = portFrom('DESK_PORT', 8001);
  if (port === deskPort)
    throw new CannotStart(
      `PORT 与 DESK_PORT 不能相同（${port}）。\nPORT and DESK_PORT must differ (both are ${port}).`,
    );
  const deskMain = here('../desk/dist/main.js');
  if (!existsSync(here('../dist/hotline.js')) || !existsSync(deskMain))
    throw new CannotStart(
      '还没有构建，请先运行 npm run build（npm start 会代劳）。\nNot built yet: run npm run build (npm start does it).',
    );
  await mustBeFree(port, host, 'PORT');
  await mustBeFree(deskPort, host, 'DESK_PORT');

  const names = hostNames(host);
  const folder = resolve(process.env.DEMO_DATA ?? here('data'));
  const data = await prepareData(
    folder,
    names.map((name) => origin(name, port)),
    origin('localhost', deskPort),
  );
  const nowhere = await deadPort(host);
  const shop = createShop({
    sessions: createSessions(data.session),
    orders: await openOrders(data.orders),
    service: await openService(data.service),
    secret: data.signing,
    webhookSecret: data.webhook,
    phone: PUBLIC_PHONE,
    dist: here('../dist'),
    assets: here('assets'),
    staticConfig: here('static.config.json'),
    urls(c) {
      // The desk runs on the same machine, so the host name that reached the shop reaches the desk.
      const asked = new URL(c.req.url).hostname;
      const name = names.includes(asked) ? asked : 'localhost';
      return {
        desk: origin(name === '127.0.0.1' ? 'localhost' : name, deskPort),
        nowhere: origin('localhost', nowhere),
      };
    },
  });

  const deskEnv = {
    PORT: String(deskPort),
    HOST: host,
    HOTLINE_CONFIG: here('hotline.config.json'),
    DESK_CONFIG: data.deskConfig,
    DATABASE_URL: pathToFileURL(data.database).href,
    DEMO_SIGNING_SECRET: data.signing,
    DEMO_WEBHOOK_SECRET: data.webhook,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  };
  const desk = await startDesk(deskMain, deskEnv);
  const agents = await addAgents(deskMain, deskEnv, data.password);

  const server = /** @type {import('node:http').Server} */ (
    createAdaptorServer({ fetch: shop.fetch })
  );
  await listen(server, port, host, 'PORT').catch(async (error) => {
    await desk.stop();
    throw error;
  });
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    server.close();
    server.closeAllConnections();
    await desk.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
  void desk.ended.then((how) => {
    // The shop stays up, to show what its pages do without a desk.
    if (!ending)
      console.error(
        `客服服务已停止（${how}），店铺继续运行。The desk has stopped (${how}); the shop goes on.`,
      );
  });

  console.log(
    welcome({
      shop: origin('localhost', port),
      desk: origin('localhost', deskPort),
      network: names.slice(2).map((name) => origin(name, port)),
      agents,
      password: data.password,
    }),
  );
}

main().catch((error) => {
  console.error(error instanceof CannotStart ? `\n${error.message}\n` : error);
  process.exit(1);
});

// `npm run chaos`: kills a built desk at random instants while a member in a real browser asks for a
// callback, and looks whether every ticket that the member was shown exists, and none twice.
//
//   --short            three kills of each kind
//   --times=50         kills of each kind
//   --only=commit      only kinds whose name contains this
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DatabaseSync } from '@photostructure/sqlite';
import { chromium } from 'playwright-core';
import { browserArgs, findTestBrowser } from '../browser.mjs';
import { startDesk } from '../faults/desk.mjs';
import { deskOf, SHOP } from '../faults/sample-config.mjs';
import { runProgram } from '../program.mjs';
import { standBetween } from './between.mjs';
import { openShop } from './shop.mjs';

const TIMES = 50;
const SHORT_TIMES = 3;
/** A kill before the commit comes at most this long after the request has left, ms. */
const BEFORE_MS = 4;
/** A screenshot is drawn for some tenths of a second. */
const UPLOAD_MS = 300;
/** How long until the desk starts again, at most, ms. */
const DOWN_MS = 400;
/** How long a member waits for their ticket, ms: three attempts, then one after 20 to 40 seconds. */
const PATIENCE_MS = 90_000;

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    times: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});
const times = Number(values.times ?? (values.short ? SHORT_TIMES : TIMES));
const main = fileURLToPath(new URL('../../desk/dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hotline-chaos-'));
const path = join(folder, 'desk.db');

const open = [];
let desk;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

function configure(origin) {
  const [shop, config] = [join(folder, 'shop.json'), join(folder, 'desk.json')];
  writeFileSync(shop, JSON.stringify(SHOP));
  writeFileSync(config, JSON.stringify(deskOf(origin)));
  return {
    HOTLINE_CONFIG: shop,
    DESK_CONFIG: config,
    DATABASE_URL: `file:${path}`,
    DESK_SECRET: Buffer.alloc(32, 9).toString('base64url'),
    HOST: '127.0.0.1',
  };
}

const query = (text) => {
  const file = new DatabaseSync(path, { timeout: 5_000 });
  try {
    return file.prepare(text).all();
  } finally {
    file.close();
  }
};
const numbersOf = (phone) =>
  query('select number, phone from ticket')
    .filter((row) => row.phone?.endsWith(phone))
    .map(({ number }) => number);

/** What is done to the desk, at which instant. `kill` ends it once. */
const KINDS = [
  {
    name: 'before the commit',
    plan: (between, kill) =>
      between.watch({
        method: 'POST',
        path: '/v1/callbacks',
        sent: () => setTimeout(kill, Math.random() * BEFORE_MS),
        // Too late: that kill comes between commit and answer, and counts there.
        answered: kill,
      }),
  },
  {
    name: 'between commit and answer',
    plan: (between, kill) =>
      between.watch({ method: 'POST', path: '/v1/callbacks', answered: kill }),
  },
  {
    name: 'while a screenshot is uploaded',
    upload: true,
    plan: (between, kill) =>
      between.watch({
        method: 'POST',
        path: '/v1/attachments',
        sent: () => setTimeout(kill, Math.random() * UPLOAD_MS),
      }),
  },
];

/** Draws a picture in the page and uploads it until the desk has it. Resolves to its id. */
const upload = (page, origin) =>
  page.evaluate(async (desk) => {
    const canvas = new OffscreenCanvas(900, 900);
    const context = canvas.getContext('2d');
    for (let x = 0; x < 900; x += 6) {
      context.fillStyle = `hsl(${(x * 7) % 360} 80% 50%)`;
      context.fillRect(x, (x * 5) % 900, 40, 400);
    }
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    const body = new FormData();
    body.append('file', blob, 'screenshot.png');
    const key = crypto.randomUUID();
    for (;;) {
      const answer = await fetch(`${desk}/v1/attachments`, {
        method: 'POST',
        headers: { 'idempotency-key': key },
        body,
      }).catch(() => undefined);
      if (answer?.ok) return (await answer.json()).id;
      if (answer && answer.status < 500)
        throw new Error(`A screenshot was refused: ${answer.status}`);
      await new Promise((resume) => setTimeout(resume, 200));
    }
  }, origin);

/** The number of the ticket that the widget has taken as the desk's answer, once there is one. */
async function acknowledged(page) {
  const ticket = await page.waitForFunction(
    () => {
      const key = Object.keys(localStorage).find((name) => name.startsWith('hotline:ticket:'));
      return key && JSON.parse(localStorage.getItem(key)).number;
    },
    undefined,
    { timeout: PATIENCE_MS },
  );
  return ticket.jsonValue();
}

/** One member asks, and the desk dies. Returns what they were shown. */
async function askOnce(kind, phone, { browser, between, shop, origin, start }) {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  try {
    let page = await context.newPage();
    await page.goto(shop.origin);
    const outbox = page.waitForResponse(/outbox-/);
    await page.locator('hotline-widget [part=launcher]').click();
    const panel = page.getByRole('dialog');
    await panel.getByRole('button', { name: '请客服回电' }).click();
    await panel.getByLabel('您的电话').fill(phone);
    await outbox;
    let wasStored;
    let again;
    const killed = new Promise((resolve) => {
      let isOver = false;
      kind.plan(between, async () => {
        if (isOver) return;
        isOver = true;
        await desk.end('SIGKILL');
        wasStored = numbersOf(phone).length > 0;
        again = pause(Math.random() * DOWN_MS).then(start);
        resolve();
      });
    });
    const picture = kind.upload ? upload(page, origin) : undefined;
    await panel.getByRole('button', { name: '同意并提交回电申请' }).click();
    await killed;
    const id = await picture;
    // Every other member closes the tab and opens the shop again some time.
    const closes = !kind.upload && Math.random() < 0.5;
    if (closes) {
      await page.close();
      page = await context.newPage();
      await again;
      await page.goto(shop.origin);
    }
    const number = await acknowledged(page);
    await again;
    return { number, phone, wasStored, closes, id };
  } finally {
    between.unwatch();
    await context.close();
  }
}

async function runAll() {
  if (!existsSync(main)) throw new Error(`There is no ${main}; run npm run build first.`);
  const executablePath = findTestBrowser();
  if (!executablePath) throw new Error('There is no Chrome, Chromium or Edge.');
  const port = await freePort();
  const between = await standBetween(() => port);
  const origin = `http://localhost:${between.port}`;
  const shop = await openShop(() => origin);
  open.push(between, shop);
  const env = { ...configure(shop.origin), PORT: String(port) };
  const start = async () => void (desk = await startDesk(main, env));
  await start();
  const browser = await chromium.launch({ executablePath, args: browserArgs });
  open.push(browser);
  const all = [];
  let wrong = 0;
  for (const kind of KINDS.filter(({ name }) => name.includes(values.only))) {
    const before = performance.now();
    const shown = [];
    for (let time = 0; time < times; time++) {
      const phone = `139${String(10_000_000 + all.length).padStart(8, '0')}`;
      const one = await askOnce(kind, phone, { browser, between, shop, origin, start });
      shown.push(one);
      all.push(one);
    }
    const lost = shown.filter(({ number, phone }) => !numbersOf(phone).includes(number)).length;
    const doubled = shown.filter(({ phone }) => numbersOf(phone).length > 1).length;
    const kept = new Set(query('select id from attachment').map((row) => row.id));
    const pictures = shown.filter(({ id }) => id);
    const lostPictures = pictures.filter(({ id }) => !kept.has(id)).length;
    const bad = lost + doubled + lostPictures > 0;
    if (bad) wrong++;
    console.log(`${bad ? '✗' : '✓'} killed ${kind.name}`);
    console.log(
      `    kills ${shown.length}: ${shown.filter(({ wasStored }) => wasStored).length} after the commit, ${shown.filter(({ wasStored }) => !wasStored).length} before; tabs closed ${shown.filter(({ closes }) => closes).length}`,
    );
    console.log(
      `    tickets acknowledged ${shown.length}, lost ${lost}, doubled ${doubled}${kind.upload ? `; screenshots acknowledged ${pictures.length}, lost ${lostPictures}` : ''}; ${Math.round((performance.now() - before) / 1000)} s`,
    );
  }
  process.exitCode = wrong > 0 ? 1 : 0;
}

async function cleanUp() {
  for (const each of open.splice(0).reverse()) await each.close();
  await desk?.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

await runProgram(runAll, cleanUp);

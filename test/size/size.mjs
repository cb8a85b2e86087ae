// Prints what a page downloads for the launcher, the panel and each of its screens, and fails if
// that exceeds budgets.json. Measures the built files in a real browser: run `npm run build` first.
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { browserArgs, findTestBrowser } from '../../tools/browser.mjs';
import { serve } from './serve.mjs';

/** A screenshot of a member. */
const PICTURE = fileURLToPath(new URL('../../docs/screenshot.png', import.meta.url));
const dist = new URL('../../dist/', import.meta.url);
const budgets = JSON.parse(readFileSync(new URL('budgets.json', import.meta.url), 'utf8'));

/** Chunks that several steps may load. Each has its own row. */
const APART = [
  ['host page', /^host-page-/],
  ['moving', /^move-/],
  ['keeping steady', /^steady-/],
  ['language', /^(zh-CN|zh-TW|en)-/],
  ['QR code', /^qr-/],
  ['live status', /^live-status-/],
  ['fresh tokens', /^keep-member-/],
  ['draft', /^draft-/],
  ['outbox', /^(outbox|secrets)-/],
];

/**
 * Host name of the shop. On localhost the widget also loads diagnostics, which visitors do not get.
 */
const SHOP = 'shop.test';

const ADVICE = `Look at what the step loads: \`npm run size -- --files\` names the files. Move what is not needed at once behind an import(),
or write it smaller. If every member gains by the bytes, raise the budget in test/size/budgets.json in the same commit, whose message says why.`;

function sizes(name) {
  const text = readFileSync(new URL(name, dist));
  const brotli = brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
  return { raw: text.length, gzip: gzipSync(text, { level: 9 }).length, brotli: brotli.length };
}

/** A page has finished loading when it sent no request and got no answer for this long, ms. */
const QUIET_MS = 500;

/**
 * Opens a page and records its script downloads. `since()` waits until the page has finished
 * loading and returns the file names since its last call.
 */
async function watch(browser, url) {
  const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1280, height: 800 } });
  let scripts = [];
  let open = 0;
  let last = 0;
  const count = (change) => {
    open += change;
    last = performance.now();
  };
  page.on('request', (request) => {
    count(1);
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.js')) scripts.push(pathname.split('/').at(-1));
  });
  page.on('requestfinished', () => count(-1));
  page.on('requestfailed', () => count(-1));
  page.on('pageerror', (error) => console.error(error.stack));
  await page.goto(url);
  const since = async () => {
    while (open > 0 || performance.now() - last < QUIET_MS) await setTimeout(QUIET_MS / 10);
    const files = scripts;
    scripts = [];
    return files;
  };
  return { page, since };
}

const launcherOf = (page) =>
  page.locator('hotline-widget').getByRole('button').filter({ hasText: '400-123-4567' });

/** The files that each step downloads. */
async function measure(browser, origin) {
  const desk = await watch(browser, `${origin}/desk.html`);
  await launcherOf(desk.page).waitFor();
  const launcher = await desk.since();
  await launcherOf(desk.page).click();
  const callMe = desk.page.getByRole('button', { name: '请客服回电' });
  await callMe.waitFor();
  const panel = await desk.since();
  await callMe.click();
  await desk.page.getByRole('textbox').first().waitFor();
  const form = await desk.since();
  await desk.page.getByRole('radio').last().check();
  await desk.page.getByText('暂无可约时段').waitFor();
  const slots = await desk.since();
  await desk.page.evaluate(() => globalThis.hotline.widget.open('ticket'));
  await desk.page.getByText('还没有回电工单').waitFor();
  const ticket = await desk.since();
  await desk.page.evaluate(() => globalThis.hotline.widget.open('home'));
  await desk.page.getByRole('button', { name: /订单号/ }).click();
  await desk.page.getByRole('textbox', { name: '订单号' }).fill('ABCD1234EFGH5678');
  await desk.page.getByRole('button', { name: '生成通话码' }).waitFor();
  const checklist = await desk.since();
  await desk.page.getByRole('button', { name: /截图/ }).click();
  await desk.page.getByLabel('选择图片').setInputFiles(PICTURE);
  await desk.page.getByText('还没有上传').waitFor();
  const screenshots = await desk.since();
  await desk.page.getByRole('button', { name: '涂掉隐私' }).click();
  await desk.page.getByRole('button', { name: '加黑块' }).waitFor();
  const covering = await desk.since();

  const still = await watch(browser, `${origin}/static.html`);
  await launcherOf(still.page).waitFor();
  const all = await still.since();
  return {
    launcher,
    'static mode': all.filter((file) => !launcher.includes(file)),
    panel,
    form,
    slots,
    ticket,
    checklist,
    screenshots,
    covering,
  };
}

const add = (a, b) => ({ raw: a.raw + b.raw, gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli });

/** Rows of the table: one for each step and for each entry of {@link APART}. */
function rowsOf(measured) {
  const apart = (file) => APART.find(([, pattern]) => pattern.test(file))?.[0];
  const named = Object.entries(measured).flatMap(([step, files]) =>
    files.map((file) => [apart(file) ?? step, file]),
  );
  const names = [...new Set([...Object.keys(measured), ...named.map(([name]) => name)])];
  return names.map((name) => {
    const files = named.filter(([row]) => row === name).map(([, file]) => file);
    return {
      name,
      files,
      requests: files.length,
      ...[...new Set(files)].map(sizes).reduce(add, { raw: 0, gzip: 0, brotli: 0 }),
    };
  });
}

function printTable(rows) {
  const cells = [
    ['', 'requests', 'raw', 'gzip', 'brotli', 'budget'],
    ...rows.map(({ name, requests, raw, gzip, brotli }) => [
      name,
      requests,
      raw,
      gzip,
      brotli,
      budgets[name]?.brotli ?? '',
    ]),
  ];
  for (const [name, ...figures] of cells)
    console.log(name.padEnd(14) + figures.map((figure) => String(figure).padStart(10)).join(''));
  if (process.argv.includes('--files'))
    for (const { name, files } of rows) console.log(`${name}: ${files.join(', ')}`);
}

function failuresOf(rows) {
  return Object.entries(budgets).flatMap(([name, budget]) => {
    const row = rows.find((candidate) => candidate.name === name);
    if (row.requests === 0) return [`${name}: no script was downloaded, so nothing was measured.`];
    return Object.entries(budget)
      .filter(([unit, max]) => row[unit] > max)
      .map(
        ([unit, max]) =>
          `${name}: ${row[unit]} ${unit === 'requests' ? 'script requests' : `bytes (${unit})`}, ${row[unit] - max} over the budget of ${max}.`,
      );
  });
}

async function main() {
  if (!existsSync(new URL('hotline.js', dist)))
    throw new Error(
      `${fileURLToPath(new URL('hotline.js', dist))} is not there. Run npm run build first.`,
    );
  const executablePath = findTestBrowser();
  if (executablePath === undefined)
    throw new Error('No Chrome, Chromium or Edge was found. Install one, or set CHROME_PATH.');
  const { port, close } = await serve();
  const browser = await chromium.launch({
    executablePath,
    args: [...browserArgs, `--host-resolver-rules=MAP ${SHOP} 127.0.0.1`],
  });
  try {
    const rows = rowsOf(await measure(browser, `http://${SHOP}:${port}`));
    printTable(rows);
    const failures = failuresOf(rows);
    if (failures.length === 0) return;
    console.error(['', ...failures, ADVICE].join('\n'));
    process.exitCode = 1;
  } finally {
    await browser.close();
    close();
  }
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

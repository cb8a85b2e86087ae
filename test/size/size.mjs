// Prints what a page downloads to show the launcher, to open the panel, and for each of its screens, and fails where
// that is more than budgets.json allows. It measures the built files, in a real browser: run `npm run build` before.
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { browserArgs, findBrowser } from '../../tools/browser.mjs';
import { serve } from './serve.mjs';

const dist = new URL('../../dist/', import.meta.url);
const budgets = JSON.parse(readFileSync(new URL('budgets.json', import.meta.url), 'utf8'));

/** Chunks that a step may load but that are nobody's in particular: they get a row of their own. */
const APART = [
  ['language', /^(zh-CN|zh-TW|en)-/],
  ['QR code', /^qr-/],
  ['live status', /^live-/],
];

/** A name of the shop's own: on localhost the widget also brings its owner's diagnostics, which no visitor gets. */
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

/** The network counts as quiet when nothing was asked for or answered for so many ms. */
const QUIET = 500;

/** Opens a page whose script downloads are listed; `since()` waits for quiet and gives those since it was last asked, by file name. */
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
    while (open > 0 || performance.now() - last < QUIET) await setTimeout(QUIET / 10);
    const files = scripts;
    scripts = [];
    return files;
  };
  return { page, since };
}

const launcherOf = (page) =>
  page.locator('hotline-widget').getByRole('button').filter({ hasText: '400-123-4567' });

/** What each situation downloads, beyond the one before it. */
async function measure(browser, origin) {
  const desk = await watch(browser, `${origin}/desk.html`);
  await launcherOf(desk.page).waitFor();
  const launcher = await desk.since();
  await launcherOf(desk.page).click();
  const callMe = desk.page.getByRole('button', { name: '请客服打给我' });
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
  await desk.page.getByRole('button', { name: '取 6 位代码' }).waitFor();
  const checklist = await desk.since();

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
  };
}

const add = (a, b) => ({ raw: a.raw + b.raw, gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli });

/** Rows of the table: one per situation, and those of the chunks that stand apart. */
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
      .filter(([unit, most]) => row[unit] > most)
      .map(
        ([unit, most]) =>
          `${name}: ${row[unit]} ${unit === 'requests' ? 'script requests' : `bytes (${unit})`}, ${row[unit] - most} over the budget of ${most}.`,
      );
  });
}

async function main() {
  if (!existsSync(new URL('hotline.js', dist)))
    throw new Error(
      `${fileURLToPath(new URL('hotline.js', dist))} is not there. Run npm run build first.`,
    );
  const executablePath = findBrowser();
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

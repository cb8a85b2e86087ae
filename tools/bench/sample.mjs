import { fileURLToPath } from 'node:url';

const PROBE = fileURLToPath(new URL('page/probe.js', import.meta.url));
/** How slow the page's processor is made. */
export const SLOWED = 4;
export const TIMEOUT_MS = 10_000;

/** The page's counters: seconds, bytes and counts, by Chromium's names. */
export const metricsOf = async (session) => {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
};

/** Counts the requests and their bytes on the wire from now on. */
export async function countRequests(session) {
  const counted = { requests: 0, preflights: 0, bytes: 0, urls: [] };
  session.on('Network.requestWillBeSent', ({ request }) => {
    if (request.url.startsWith('data:') || request.url.startsWith('blob:')) return;
    if (request.method === 'OPTIONS') counted.preflights++;
    else counted.urls.push(request.url);
    counted.requests = counted.urls.length;
  });
  session.on('Network.responseReceived', ({ response }) => {
    counted.bytes += response.encodedDataLength;
  });
  session.on('Network.dataReceived', ({ encodedDataLength }) => {
    counted.bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  return counted;
}

/**
 * Opens a page in a browser context of its own: no cache, a process of its own.
 * @param {import('playwright-core').Browser} browser
 * @param {string[]} [probes] more scripts that run before the page's own
 */
export async function openPage(browser, probes = []) {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 900 },
  });
  for (const path of [PROBE, ...probes]) await context.addInitScript({ path });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  return {
    page,
    session,
    slow: (rate) => session.send('Emulation.setCPUThrottlingRate', { rate }),
    collect: () => session.send('HeapProfiler.collectGarbage'),
    close: () => context.close(),
  };
}

/** Opens the shop's page and waits until nothing of it runs any more. */
export async function openShop(browser, url, probes) {
  const opened = await openPage(browser, probes);
  await opened.page.goto(url, { waitUntil: 'load' });
  await opened.page.evaluate(() => document.fonts.ready.then(() => undefined));
  await opened.page.waitForTimeout(200);
  return opened;
}

/** What `bench.inject` takes. @param {import('./contenders.mjs').Contender} contender */
export const injection = ({ attributes, pill, number }) => ({
  attributes,
  timeoutMs: TIMEOUT_MS,
  targets: {
    ...(pill && { pill: { path: pill } }),
    ...(pill && number && { number: { path: pill, text: number } }),
  },
});

/** Puts a contender on an open page, and waits until it shows what it has and is quiet. */
export async function settle({ page, session }, contender, quietMs = 500) {
  // Playwright's own `evaluate` would run code of its own on the page meanwhile.
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `bench.inject(${JSON.stringify(injection(contender))})`,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  const times = result.value;
  const missing = Object.keys(times).filter((name) => times[name] === null);
  if (missing.length > 0) throw new Error(`never showed its ${missing.join(' and ')}`);
  await page.waitForTimeout(quietMs);
  return times;
}

/** Where to press a contender's pill. */
export const middleOf = (page, path) => page.evaluate((where) => window.bench.middle(where), path);

/**
 * Presses where the pointer is.
 * @param {import('playwright-core').Page} page
 * @param {object} target what the press opens
 * @param {number} [heldMs] how long
 * @returns {Promise<number>} ms from the press until the target was painted
 * @throws {Error} when it never was
 */
export async function press(page, target, heldMs = 0) {
  // Input may overtake a script, so the page must listen first.
  await page.evaluate((args) => window.bench.listen(...args), [target, TIMEOUT_MS]);
  await page.mouse.down();
  if (heldMs > 0) await page.waitForTimeout(heldMs);
  await page.mouse.up();
  const ms = await page.evaluate(() => window.bench.pressed);
  if (ms === null) throw new Error('the panel never showed');
  return ms;
}

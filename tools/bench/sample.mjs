import { fileURLToPath } from 'node:url';

const PROBE = fileURLToPath(new URL('page/probe.js', import.meta.url));
/** How slow the page's processor is made. */
export const SLOWED = 4;
export const TIMEOUT_MS = 20_000;

/** The page's counters: seconds, bytes and counts, by Chromium's names. */
export const metricsOf = async (session) => {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
};

/** Counts the requests and their bytes on the wire from now on. */
export async function countRequests(session) {
  const counted = { requests: 0, preflights: 0, bytes: 0, urls: [] };
  session.on('Network.requestWillBeSent', ({ type, request }) => {
    if (request.url.startsWith('data:') || request.url.startsWith('blob:')) return;
    if (type === 'Preflight') counted.preflights++;
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
 */
export async function openPage(browser) {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 900 },
  });
  await context.addInitScript({ path: PROBE });
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
export async function openShop(browser, url) {
  const opened = await openPage(browser);
  await opened.page.goto(url, { waitUntil: 'load' });
  await opened.page.evaluate(() => document.fonts.ready.then(() => undefined));
  await opened.page.waitForTimeout(200);
  return opened;
}

/** What `bench.inject` takes. @param {import('./contenders.mjs').Contender} contender */
export const injection = ({ attributes, before, pill, number }) => ({
  attributes,
  before,
  timeoutMs: TIMEOUT_MS,
  targets: {
    ...(pill && { pill: { path: pill } }),
    ...(pill && number && { number: { path: pill, text: number } }),
  },
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { after, before, describe, test, type TestContext } from 'node:test';
import type { Page, Request } from 'playwright-core';
import { addAgent, rowOf, signIn } from './support/console-page.ts';
import { TestSite } from './support/test-site.ts';
import { ZH } from './support/ui-text.ts';
import { widgetOn } from './support/widget-page.ts';

const MEI = { login: 'mei', name: '小梅', password: 'a-long-password-of-mei' };
/** Browsers open so many connections to a host over HTTP/1.1. */
const CONNECTIONS = 6;
/** Far below the 20 seconds after which the console gives a request up. */
const AT_ONCE_MS = 5_000;

let site: TestSite;
before(async () => {
  site = await TestSite.open();
  await addAgent(site, MEI, 'supervisor');
});
after(() => site.close());

/** A guest asks for a callback; resolves to the ticket's number. */
async function ask(phone: string): Promise<string> {
  const answer = await fetch(`${site.deskOrigin}/v1/callbacks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ phone, when: { kind: 'asap' }, topic: 'refund', consent: true }),
  });
  assert.equal(answer.status, 201);
  return ((await answer.json()) as { number: string }).number;
}

/**
 * A proxy of TCP connections to the desk. While it `holds`, it lets the beginning of an event stream
 * through and keeps the rest, as a proxy does that fills a buffer first.
 */
async function openProxy(
  t: TestContext,
  port: number,
): Promise<{ origin: string; hold(is: boolean): void }> {
  let isHeld = false;
  const sockets = new Set<Socket>();
  const server = createServer((browser) => {
    const desk = connect(port, '127.0.0.1');
    let isStream = false;
    for (const socket of [browser, desk]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        browser.destroy();
        desk.destroy();
      });
    }
    browser.on('data', (bytes) => {
      isStream ||= bytes.includes('GET /console/api/stream');
      desk.write(bytes);
    });
    let isBegun = false;
    desk.on('data', (bytes) => {
      if (isStream && isHeld && isBegun) return;
      if (isStream) isBegun = true;
      browser.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    hold: (is) => void (isHeld = is),
  };
}

describe('The console behind a proxy that holds its stream back', () => {
  test('says so and of when the queue is, shows new tickets all the same, and is live again afterwards', async (t) => {
    const proxy = await openProxy(t, site.desk.port);
    const page = await site.page(t);
    await page.clock.install();
    await signIn(page, { deskOrigin: proxy.origin }, MEI);
    await page.getByText('实时', { exact: true }).waitFor();
    proxy.hold(true);
    await page.clock.fastForward(40_000);
    await page.getByText('实时更新没有送到').waitFor();
    await page.getByText(/^显示的是 \d\d:\d\d:\d\d 的队列。$/).waitFor();
    await page.getByText('不是实时', { exact: true }).waitFor();

    const number = await ask('13800138601');
    await page.clock.fastForward(16_000);
    await rowOf(page, number).waitFor();

    proxy.hold(false);
    await page.clock.fastForward(16_000);
    await page.getByText('实时', { exact: true }).waitFor({ timeout: 40_000 });
    assert.equal(await page.getByText('实时更新没有送到').count(), 0);
    await rowOf(page, await ask('13800138602')).waitFor({ timeout: AT_ONCE_MS });
  });
});

/** The event streams of all tabs that have begun and not ended. */
const openStreams = (page: Page): Set<Request> => {
  const open = new Set<Request>();
  const context = page.context();
  context.on('request', (request) => request.url().endsWith('/stream') && open.add(request));
  const end = (request: Request): void => void open.delete(request);
  context.on('requestfailed', end);
  context.on('requestfinished', end);
  return open;
};

/** Opens tabs in the browser of a page, up to `count` with the page itself. */
async function openTabs(t: TestContext, page: Page, count: number): Promise<Page[]> {
  const tabs = [page];
  t.after(async () => {
    for (const tab of tabs.slice(1)) await tab.close();
  });
  while (tabs.length < count) tabs.push(await page.context().newPage());
  return tabs;
}

/** How long the desk takes to answer a request of a page, ms. */
const answerTime = (page: Page, url: string): Promise<number> =>
  page.evaluate(async (address) => {
    const start = performance.now();
    await fetch(address);
    return performance.now() - start;
  }, url);

describe('The tabs of a browser over HTTP/1.1', () => {
  test('of the console, six of them, share one stream, leave connections for requests, and keep the stream when a tab closes', async (t) => {
    const page = await site.page(t);
    const streams = openStreams(page);
    await signIn(page, site, MEI);
    const tabs = await openTabs(t, page, CONNECTIONS);
    for (const tab of tabs.slice(1)) await tab.goto(`${site.deskOrigin}/console`);
    for (const tab of tabs) await tab.getByText('实时', { exact: true }).waitFor();
    assert.equal(streams.size, 1);

    const ms = await answerTime(page, `${site.deskOrigin}/console/api/session`);
    t.diagnostic(`the seventh request was answered in ${Math.round(ms)} ms`);
    assert.ok(ms < AT_ONCE_MS, `${ms} ms`);

    const first = await ask('13800138603');
    for (const tab of tabs) await rowOf(tab, first).waitFor({ timeout: AT_ONCE_MS });

    // The first tab has the stream.
    await tabs[1]?.bringToFront();
    await page.goto('about:blank');
    const rest = tabs.slice(1);
    const second = await ask('13800138604');
    for (const tab of rest) await rowOf(tab, second).waitFor({ timeout: AT_ONCE_MS });
    assert.equal(streams.size, 1);
  });

  test('of a browser and of its private window have a stream each', async (t) => {
    const [page, other] = [await site.page(t), await site.page(t, { locale: 'zh-CN' })];
    const [streams, others] = [openStreams(page), openStreams(other)];
    for (const tab of [page, other]) {
      await signIn(tab, site, MEI);
      await tab.getByText('实时', { exact: true }).waitFor();
    }
    assert.deepEqual([streams.size, others.size], [1, 1]);
  });

  test('of the shop, six of them with open panels, take turns at one stream, leave connections for requests, and are soon quiet', async (t) => {
    const page = await site.page(t);
    const streams = openStreams(page);
    const tabs = await openTabs(t, page, CONNECTIONS);
    for (const tab of tabs) {
      await tab.addInitScript(() => addEventListener('storage', () => performance.mark('storage')));
      await tab.goto(site.shop);
      await widgetOn(tab).open();
    }
    assert.equal(streams.size, 1);
    const ms = await answerTime(page, `${site.deskOrigin}/v1/contact`);
    t.diagnostic(`the seventh request was answered in ${Math.round(ms)} ms`);
    assert.ok(ms < AT_ONCE_MS, `${ms} ms`);
    // Each tab keeps the contact that it got: no more than that.
    for (const tab of tabs) {
      const heard = await tab.evaluate(() => performance.getEntriesByName('storage').length);
      assert.ok(
        heard <= 2 * CONNECTIONS,
        `a tab heard ${heard} times that another keeps something`,
      );
    }

    const next = page
      .context()
      .waitForEvent('request', (request) => request.url().endsWith('/stream'));
    await widgetOn(page).button(ZH.close).click();
    assert.equal((await next).frame().page(), tabs[1]);
    assert.equal(streams.size, 1);
  });
});

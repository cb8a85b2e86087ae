import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { widgetOn, waitForText } from './support/widget-page.ts';
import { openCustomPage, startServer, scriptTag } from './support/custom-page.ts';
import { TestSite } from './support/test-site.ts';
import { NUMBERS, ZH } from './support/ui-text.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

const FALLBACK = '400-555-0199';
const DIAL = 'tel:4005550199';

/** Opens a page that uses this desk, and names a fallback number. */
const goWith = (page: Page, desk: string, headers: Record<string, string> = {}) =>
  openCustomPage(site, page, { body: scriptTag({ desk, phone: FALLBACK }), headers });

/**
 * Whether a text of the pill is visible. It takes its place from the start, so that nothing moves,
 * but may be transparent.
 */
const readable = (text: string) => {
  const pill = document
    .querySelector('hotline-widget')
    ?.shadowRoot?.querySelector('[part=launcher]');
  const words = [...(pill?.querySelectorAll('*') ?? [])].find(
    (element) => !element.children.length && element.textContent === text,
  );
  return !!words && !/, 0\)|transparent/.test(getComputedStyle(words).color);
};

/**
 * The URL to which an action navigates. The browser cannot follow tel: links, but reports the
 * attempt.
 */
const sentTo = async (page: Page, act: () => Promise<void>): Promise<string> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  const [url] = await Promise.all([
    new Promise<string>((resolve) =>
      session.once('Page.frameRequestedNavigation', (event) => resolve(event.url)),
    ),
    act(),
  ]);
  return url;
};

describe('The number shows', { concurrency: 4 }, () => {
  test('when the desk is down', async (t) => {
    const page = await site.page(t);
    await page.goto(`${site.shop}/offline`);
    const { pill, panel, number } = widgetOn(page);
    await waitForText(pill, NUMBERS.public.display);
    await pill.click();
    await panel.getByText(ZH.unreachable).waitFor();
    assert.equal(await number.getAttribute('href'), 'tel:4001234567');
  });

  test('when the desk takes longer than two seconds, on the pill and in the panel', async (t) => {
    const page = await site.page(t);
    const silent = await startServer(t, () => undefined);
    // The pill waits by a CSS animation. It stands still until the test has looked.
    const animations = await page.context().newCDPSession(page);
    await animations.send('Animation.enable');
    await animations.send('Animation.setPlaybackRate', { playbackRate: 0 });
    await goWith(page, silent);
    const { pill, panel, number } = widgetOn(page);
    await pill.waitFor();
    assert.equal(
      await page.evaluate(readable, FALLBACK),
      false,
      'the fallback waits for the desk first',
    );
    await animations.send('Animation.setPlaybackRate', { playbackRate: 1 });
    await page.waitForFunction(readable, FALLBACK);
    await pill.click();
    await panel.getByText(ZH.unreachable).waitFor();
    assert.equal(await number.getAttribute('href'), DIAL);
  });

  test('when the desk answers with something else than a contact', async (t) => {
    const answers: [what: string, body: string, type?: string, status?: number][] = [
      ['a web page', '<!doctype html><title>Welcome to nginx</title>', 'text/html'],
      ['an empty object', '{}'],
      ['null', 'null'],
      ['half of a Contact', '{"version":1,"line":{"label":"客服热线","display":"400-'],
      [
        'a Contact without a number',
        '{"version":1,"brand":{"name":"x"},"member":{"verified":false},"status":{"state":"open"},"line":{"label":"x"},"topics":[],"notices":[],"orderPatterns":[]}',
      ],
      [
        'a number that is a script',
        '{"version":1,"brand":{"name":"x"},"member":{"verified":false},"status":{"state":"open"},"line":{"label":"x","display":"1","uri":"javascript:alert(1)","perks":[],"menu":[]},"topics":[],"notices":[],"orderPatterns":[]}',
      ],
      ['an error', '{"status":503,"code":"unavailable"}', 'application/problem+json', 503],
    ];
    const page = await site.page(t);
    for (const [what, body, type = 'application/json', status = 200] of answers) {
      await t.test(what, async (t) => {
        const desk = await startServer(t, (_request, response) =>
          response
            .writeHead(status, { 'content-type': type, 'access-control-allow-origin': '*' })
            .end(body),
        );
        await goWith(page, desk);
        await page.waitForFunction(readable, FALLBACK);
        const { pill, number } = widgetOn(page);
        await pill.click();
        await waitForText(number, FALLBACK);
        assert.equal(await number.getAttribute('href'), DIAL);
      });
    }
  });

  test("when the page's CSP blocks the desk", async (t) => {
    const page = await site.page(t);
    await goWith(page, site.deskOrigin, {
      'content-security-policy': "default-src 'self'; connect-src 'self'",
    });
    await page.waitForFunction(readable, FALLBACK);
    const { pill, number } = widgetOn(page);
    await pill.click();
    await waitForText(number, FALLBACK);
  });

  test(
    "when the panel's file is blocked: pressing the pill dials",
    { timeout: 20_000 },
    async (t) => {
      const page = await site.page(t);
      await site.signIn(page, 'diamond');
      await page.route(/\/hotline\/panel-/, (route) => route.abort('blockedbyclient'));
      await page.goto(site.shop);
      const { pill } = widgetOn(page);
      await waitForText(pill, NUMBERS.diamond.display);
      assert.equal(await sentTo(page, () => pill.click()), NUMBERS.diamond.dial);
      assert.ok(await pill.isVisible());
    },
  );

  test(
    "when the panel's file is blocked and the desk is down: pressing the pill dials the fallback number",
    { timeout: 20_000 },
    async (t) => {
      const page = await site.page(t);
      await page.route(/\/hotline\/panel-/, (route) => route.abort('blockedbyclient'));
      await page.goto(`${site.shop}/offline`);
      const { pill } = widgetOn(page);
      await waitForText(pill, NUMBERS.public.display);
      assert.equal((await sentTo(page, () => pill.click())).replace(/-/g, ''), 'tel:4001234567');
    },
  );

  test("when the form's file is blocked: the panel says so, keeps the number, and can retry", async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'diamond');
    // Blocked until the member retries. The panel also retries by itself whenever something changes,
    // which would take the button away.
    const hasRetried = (): Promise<boolean> =>
      page.evaluate(() => 'retried' in document.documentElement.dataset);
    await page.route(/\/hotline\/callback-/, async (route) =>
      (await hasRetried()) ? route.continue() : route.abort('blockedbyclient'),
    );
    await page.goto(site.shop);
    const { open, button, panel, number, typeNumber } = widgetOn(page);
    await open();
    await button(ZH.askCallback).click();
    await panel.getByRole('alert').filter({ hasText: '这一部分没有载入' }).waitFor();
    await waitForText(number, NUMBERS.diamond.display);
    await page.evaluate(() =>
      addEventListener('click', () => (document.documentElement.dataset['retried'] = ''), {
        once: true,
        capture: true,
      }),
    );
    await button(ZH.retry).click();
    await typeNumber();
  });

  test('when the script is blocked: the link inside the element works', async (t) => {
    const page = await site.page(t);
    await page.route(/\/hotline\/hotline\.js/, (route) => route.abort('blockedbyclient'));
    await openCustomPage(site, page, {
      body: `<script async src="/hotline/hotline.js"></script><hotline-widget desk="${site.deskOrigin}"><a href="${DIAL}">${FALLBACK}</a></hotline-widget>`,
    });
    const link = page.getByRole('link', { name: FALLBACK });
    await link.waitFor();
    assert.equal(await link.getAttribute('href'), DIAL);
  });

  test('when the desk is down and the number comes from the link inside the element', async (t) => {
    const page = await site.page(t);
    const nowhere = await startServer(t, (_request, response) => response.destroy());
    await openCustomPage(site, page, {
      body: `<script async src="/hotline/hotline.js"></script><hotline-widget desk="${nowhere}"><a href="${DIAL}">${FALLBACK}</a></hotline-widget>`,
    });
    const { number } = widgetOn(page);
    const pill = page.locator('hotline-widget[desk] [part=launcher]');
    await waitForText(pill, /400.?555.?0199/);
    await pill.click();
    await waitForText(number, /400.?555.?0199/);
    assert.equal(await number.getAttribute('href'), DIAL);
  });

  test("until the desk answers again, and then the member's line replaces the fallback", async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'diamond');
    await page.route('**/v1/contact', (route) => route.abort('connectionrefused'));
    await page.goto(site.shop);
    const { pill, number } = widgetOn(page);
    await waitForText(pill, NUMBERS.public.display);
    await page.unroute('**/v1/contact');
    await pill.click();
    await waitForText(number, NUMBERS.diamond.display);
  });
});

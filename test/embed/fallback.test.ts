import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { hotlineOn, says } from './support/hotline.ts';
import { goToOwnPage, serve, tag } from './support/own-page.ts';
import { Stage } from './support/stage.ts';
import { NUMBERS, ZH } from './support/words.ts';

let stage: Stage;
before(async () => void (stage = await Stage.open()));
after(() => stage.close());

const FALLBACK = '400-555-0199';
const DIAL = 'tel:4005550199';

/** A page whose desk is at `desk`, with a fallback number. */
const goWith = (page: Page, desk: string, headers: Record<string, string> = {}) =>
  goToOwnPage(stage, page, { body: tag({ desk, phone: FALLBACK }), headers });

/** Whether a text of the pill can be read: it is there from the start, so that nothing moves, but not always visible. */
const readable = (text: string) => {
  const pill = document
    .querySelector('hotline-widget')
    ?.shadowRoot?.querySelector('[part=launcher]');
  const words = [...(pill?.querySelectorAll('*') ?? [])].find(
    (element) => !element.children.length && element.textContent === text,
  );
  return !!words && !/, 0\)|transparent/.test(getComputedStyle(words).color);
};

/** Where an action sends the page; a browser without a telephone only tries. */
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

describe('The number always shows', { concurrency: 4 }, () => {
  test('Where the desk is down', async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.shop}/offline`);
    const { pill, panel, number } = hotlineOn(page);
    await says(pill, NUMBERS.public.display);
    await pill.click();
    await panel.getByText(ZH.unreachable).waitFor();
    assert.equal(await number.getAttribute('href'), 'tel:4001234567');
  });

  test('Where the desk takes longer than two seconds: on the pill and in the panel', async (t) => {
    const page = await stage.page(t);
    const silent = await serve(t, () => undefined);
    await goWith(page, silent);
    const { pill, panel, number } = hotlineOn(page);
    await pill.waitFor();
    assert.equal(await page.evaluate(readable, FALLBACK), false, 'a desk gets its chance');
    await page.waitForFunction(readable, FALLBACK, { timeout: 4_000 });
    await pill.click();
    await panel.getByText(ZH.unreachable).waitFor({ timeout: 4_000 });
    assert.equal(await number.getAttribute('href'), DIAL);
  });

  test('Where the desk answers rubbish', async (t) => {
    const rubbish: [what: string, body: string, type?: string, status?: number][] = [
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
    const page = await stage.page(t);
    for (const [what, body, type = 'application/json', status = 200] of rubbish) {
      await t.test(what, async (t) => {
        const desk = await serve(t, (_request, response) =>
          response
            .writeHead(status, { 'content-type': type, 'access-control-allow-origin': '*' })
            .end(body),
        );
        await goWith(page, desk);
        await page.waitForFunction(readable, FALLBACK);
        const { pill, number } = hotlineOn(page);
        await pill.click();
        await says(number, FALLBACK);
        assert.equal(await number.getAttribute('href'), DIAL);
      });
    }
  });

  test("Where the page's policy keeps the desk out", async (t) => {
    const page = await stage.page(t);
    await goWith(page, stage.deskOrigin, {
      'content-security-policy': "default-src 'self'; connect-src 'self'",
    });
    await page.waitForFunction(readable, FALLBACK);
    const { pill, number } = hotlineOn(page);
    await pill.click();
    await says(number, FALLBACK);
  });

  test(
    "Where the panel's file is blocked: pressing the pill dials",
    { timeout: 20_000 },
    async (t) => {
      const page = await stage.page(t);
      await stage.signIn(page, 'diamond');
      await page.route(/\/hotline\/panel-/, (route) => route.abort('blockedbyclient'));
      await page.goto(stage.shop);
      const { pill } = hotlineOn(page);
      await says(pill, NUMBERS.diamond.display);
      assert.equal(await sentTo(page, () => pill.click()), NUMBERS.diamond.dial);
      assert.ok(await pill.isVisible());
    },
  );

  test(
    "Where the panel's file and the desk are both out of reach: pressing the pill dials the fallback number",
    { timeout: 20_000 },
    async (t) => {
      const page = await stage.page(t);
      await page.route(/\/hotline\/panel-/, (route) => route.abort('blockedbyclient'));
      await page.goto(`${stage.shop}/offline`);
      const { pill } = hotlineOn(page);
      await says(pill, NUMBERS.public.display);
      assert.equal((await sentTo(page, () => pill.click())).replace(/-/g, ''), 'tel:4001234567');
    },
  );

  test("Where the form's file is blocked: the panel says so, and still has the number", async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'diamond');
    await page.route(/\/hotline\/callback-/, (route) => route.abort('blockedbyclient'));
    // A status that arrives makes the panel try again by itself, before the member can.
    await page.route('**/v1/contact/stream', (route) => route.abort());
    await page.goto(stage.shop);
    const { open, button, panel, number, phone } = hotlineOn(page);
    await open();
    await button(ZH.askCallback).click();
    await panel.getByRole('alert').filter({ hasText: '这一部分没有载入' }).waitFor();
    await says(number, NUMBERS.diamond.display);
    await page.unroute(/\/hotline\/callback-/);
    await button(ZH.retry).click();
    await phone.waitFor();
  });

  test('Where the script is blocked: the link inside the element is a link', async (t) => {
    const page = await stage.page(t);
    await page.route(/\/hotline\/hotline\.js/, (route) => route.abort('blockedbyclient'));
    await goToOwnPage(stage, page, {
      body: `<script async src="/hotline/hotline.js"></script><hotline-widget desk="${stage.deskOrigin}"><a href="${DIAL}">${FALLBACK}</a></hotline-widget>`,
    });
    const link = page.getByRole('link', { name: FALLBACK });
    await link.waitFor();
    assert.equal(await link.getAttribute('href'), DIAL);
  });

  test('Where the number is given by the link inside the element, and the desk is down', async (t) => {
    const page = await stage.page(t);
    const nowhere = await serve(t, (_request, response) => response.destroy());
    await goToOwnPage(stage, page, {
      body: `<script async src="/hotline/hotline.js"></script><hotline-widget desk="${nowhere}"><a href="${DIAL}">${FALLBACK}</a></hotline-widget>`,
    });
    const { number } = hotlineOn(page);
    const pill = page.locator('hotline-widget[desk] [part=launcher]');
    await says(pill, /400.?555.?0199/);
    await pill.click();
    await says(number, /400.?555.?0199/);
    assert.equal(await number.getAttribute('href'), DIAL);
  });

  test("As soon as the desk answers again, the member's line takes the place of the fallback", async (t) => {
    const page = await stage.page(t);
    await stage.signIn(page, 'diamond');
    await page.route('**/v1/contact', (route) => route.abort('connectionrefused'));
    await page.goto(stage.shop);
    const { pill, number } = hotlineOn(page);
    await says(pill, NUMBERS.public.display);
    await page.unroute('**/v1/contact');
    await pill.click();
    await says(number, NUMBERS.diamond.display);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { openCustomPage, scriptTag } from './support/custom-page.ts';
import { mockStatus } from './support/mock-contact.ts';
import { TestSite } from './support/test-site.ts';
import { NUMBERS, ZH } from './support/ui-text.ts';
import { focusedElement, waitForText, widgetOn } from './support/widget-page.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

const tag = () => scriptTag({ desk: site.deskOrigin, phone: NUMBERS.public.display });
const openShop = (page: Page) =>
  openCustomPage(site, page, { body: `<h1>Cards</h1>${'<p>Card</p>'.repeat(40)}${tag()}` });

/** Waits until the pill has this style. The page's own code sets it, in files of its own. */
const waitForStyle = (page: Page, name: 'pointerEvents' | 'userSelect', value: string) =>
  page.waitForFunction(
    ([name, value]) =>
      document.querySelector('hotline-widget')?.shadowRoot?.querySelector('button')?.style[name] ===
      value,
    [name, value] as const,
  );

/** Waits until the middle of the pill is on this side of the window. */
const waitForSide = async (pill: Locator, isThere: (x: number, width: number) => boolean) => {
  for (;;) {
    const box = await pill.boundingBox();
    if (box && isThere(box.x + box.width / 2, box.width)) return box;
  }
};

describe('A member', { concurrency: 2 }, () => {
  test('drags the pill to the other side, where it stays on the next page', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    await openShop(page);
    const { pill, panel } = widgetOn(page);
    await waitForText(pill, NUMBERS.public.display);
    // Before, nobody would notice the pointer.
    await waitForStyle(page, 'pointerEvents', 'auto');
    await pill.hover();
    await waitForStyle(page, 'userSelect', 'none');
    await page.mouse.down();
    await page.mouse.move(600, 500, { steps: 5 });
    await page.mouse.move(200, 500, { steps: 5 });
    await page.mouse.up();
    const { y } = await waitForSide(pill, (x) => x < 640);
    assert.ok(await panel.isHidden());
    await openShop(page);
    const there = await waitForSide(pill, (x) => x < 640);
    assert.ok(Math.abs(there.y - y) < 2);
  });

  test('tucks the pill away by keyboard, and gets it back', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    await openShop(page);
    const { pill, open, button } = widgetOn(page);
    await waitForText(pill, NUMBERS.public.display);
    await open();
    await button(ZH.tuckAway).focus();
    await page.keyboard.press('Enter');
    await waitForSide(pill, (x, width) => width < 40 && x > 1250);
    await page.getByRole('button', { name: ZH.handle }).waitFor();
    assert.match(await focusedElement(page), new RegExp(ZH.handle));
    await openShop(page);
    await waitForSide(pill, (x, width) => width < 40);
    await page.getByRole('button', { name: ZH.handle }).press('Enter');
    await waitForSide(pill, (x, width) => width > 200);
    await open();
  });
});

test('The owner of a page that loads two versions is told once which to keep', async (t) => {
  const page = await site.page(t);
  await mockStatus(page, 'open');
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  await page.route('**/other/**', (route) =>
    route.continue({ url: route.request().url().replace('/other/', '/hotline/') }),
  );
  await openCustomPage(site, page, {
    body: tag() + scriptTag({ desk: site.deskOrigin }, { src: '/other/hotline.js' }),
  });
  const { pill, widget } = widgetOn(page);
  await waitForText(pill, NUMBERS.public.display);
  while (!warnings.length) await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.match(warnings.join(), /two versions.*(\/hotline\/.*\/other\/|\/other\/.*\/hotline\/)/);
  assert.equal(warnings.length, 1);
  assert.equal(await widget.count(), 1);
});

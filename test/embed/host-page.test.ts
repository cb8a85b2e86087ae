import assert from 'node:assert/strict';
import { after, before, describe, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { mockStatus } from './support/mock-contact.ts';
import { openCustomPage, scriptTag } from './support/custom-page.ts';
import { TestSite } from './support/test-site.ts';
import { NUMBERS, ZH } from './support/ui-text.ts';
import { waitForText, widgetOn } from './support/widget-page.ts';

const COUNT_CALLS = fileURLToPath(new URL('support/count-calls.js', import.meta.url));

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

/** What `support/count-calls.js` counts. */
interface Counts {
  calls: number;
  formatters: number;
  shift: number;
}

/** Opens a page with the widget that counts what runs in it. */
const countingPage = async (t: TestContext, state: 'open' | 'closed'): Promise<Page> => {
  const page = await site.page(t);
  await mockStatus(page, state);
  await page.addInitScript({ path: COUNT_CALLS });
  await openCustomPage(site, page, {
    body: `<h1>星河卡盟</h1><p>全站卡密自动发货</p>${scriptTag({ desk: site.deskOrigin })}`,
  });
  await waitForText(widgetOn(page).pill, state === 'open' ? NUMBERS.public.display : ZH.bookOnPill);
  return page;
};

const countsOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { counts: Counts }).counts);

/** Resolves when the page has drawn `frames` frames. Before each it adds elements. */
const drawFrames = (page: Page, frames: number, added = 0): Promise<void> =>
  page.evaluate(
    async ([frames, added]) => {
      // The functions of another window are not counted.
      const other = document.createElement('iframe');
      document.body.append(other);
      for (let drawn = 0; drawn < frames; drawn++) {
        for (let i = 0; i < added; i++) document.body.append(document.createElement('u'));
        await new Promise((resolve) => other.contentWindow?.requestAnimationFrame(resolve));
      }
      other.remove();
    },
    [frames, added] as const,
  );

describe('A page with the widget', { concurrency: 2 }, () => {
  for (const state of ['open', 'closed'] as const)
    test(`makes no formatter of dates and moves nothing while it loads, with a line that is ${state}`, async (t) => {
      const page = await countingPage(t, state);
      await drawFrames(page, 5);
      const { formatters, shift } = await countsOf(page);
      assert.deepEqual({ formatters, shift }, { formatters: 0, shift: 0 });
    });

  test('runs nothing while it does not change', async (t) => {
    const page = await countingPage(t, 'open');
    await drawFrames(page, 60);
    const { calls } = await countsOf(page);
    await drawFrames(page, 60);
    // The frame that drawFrames adds and removes is a change that is seen.
    assert.ok((await countsOf(page)).calls - calls <= 4);
  });

  test('is searched a few times a second while it changes all the time', async (t) => {
    const page = await countingPage(t, 'open');
    const { calls } = await countsOf(page);
    const begun = Date.now();
    await drawFrames(page, 120, 20);
    const seconds = (Date.now() - begun) / 1000;
    const made = (await countsOf(page)).calls - calls;
    assert.ok(made <= 4 * seconds + 4, `${made} calls in ${seconds} s`);
  });

  test('shows an element that it places while it changes all the time', async (t) => {
    const page = await countingPage(t, 'open');
    await drawFrames(page, 10, 1);
    await page.evaluate(() => document.body.append(document.createElement('hotline-number')));
    await waitForText(page.locator('hotline-number'), NUMBERS.public.display);
  });

  test('stays usable when it removes the widget every time, which returns once it stops', async (t) => {
    const page = await countingPage(t, 'open');
    await page.evaluate(() => {
      const observer = new MutationObserver(() =>
        document.querySelector('hotline-widget')?.remove(),
      );
      observer.observe(document.body, { childList: true });
      Object.assign(window, { observer });
      document.querySelector('hotline-widget')?.remove();
    });
    await drawFrames(page, 30);
    assert.equal(await page.locator('hotline-widget').count(), 0);
    await page.evaluate(() =>
      (window as unknown as { observer: MutationObserver }).observer.disconnect(),
    );
    await waitForText(widgetOn(page).pill, NUMBERS.public.display);
  });
});

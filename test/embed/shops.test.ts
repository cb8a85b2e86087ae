import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openCustomPage, scriptTag } from './support/custom-page.ts';
import { mockStatus } from './support/mock-contact.ts';
import { SHOP_PAGES } from './support/shop-pages.ts';
import { TestSite } from './support/test-site.ts';
import { NUMBERS } from './support/ui-text.ts';
import { widgetOn } from './support/widget-page.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

/** Waits until the pill shows and covers nothing that the shop needs. */
const waitForClear = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    const pill = document
      .querySelector('hotline-widget')
      ?.shadowRoot?.querySelector<HTMLElement>('[part=launcher]');
    if (!pill || getComputedStyle(pill).visibility !== 'visible') return false;
    const own = pill.getBoundingClientRect();
    return [...document.querySelectorAll('[data-keep]')].every((kept) => {
      const box = kept.getBoundingClientRect();
      return (
        box.right <= own.left ||
        box.left >= own.right ||
        box.bottom <= own.top ||
        box.top >= own.bottom
      );
    });
  });

describe('In a shop built like', { concurrency: 2 }, () => {
  for (const [name, { head, body, opener }] of Object.entries(SHOP_PAGES))
    test(`${name}, the pill gives way to bars, buttons and dialogs, and takes digits`, async (t) => {
      const page = await site.page(t, { viewport: PHONE });
      await mockStatus(page, 'open');
      await openCustomPage(site, page, {
        head,
        body: body + scriptTag({ desk: site.deskOrigin, phone: NUMBERS.public.display }),
      });
      const { pill, openForm, phone } = widgetOn(page);
      // A dialog that shows on load may have come first.
      await pill.filter({ hasText: NUMBERS.public.display }).waitFor({ state: 'attached' });
      const close = page.getByRole('button', { name: '知道了' });

      for (const size of [PHONE, DESKTOP])
        await t.test(`at ${size.width} px`, async () => {
          await page.setViewportSize(size);
          if (opener) {
            await waitForClear(page);
            await page.getByRole('button', { name: opener }).click();
          } else if (!(await close.isVisible())) await page.evaluate('show()');
          await close.waitFor();
          await pill.waitFor({ state: 'hidden' });
          await close.click();
          await waitForClear(page);
        });

      await openForm();
      await phone.click();
      await page.keyboard.type('13700137006');
      assert.equal(await phone.inputValue(), '13700137006');
    });
});

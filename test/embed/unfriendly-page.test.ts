import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mockStatus } from './support/mock-contact.ts';
import { openCustomPage, scriptTag } from './support/custom-page.ts';
import { TestSite } from './support/test-site.ts';
import { NUMBERS, ZH } from './support/ui-text.ts';
import { waitForText, widgetOn } from './support/widget-page.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

const tag = () => scriptTag({ desk: site.deskOrigin, phone: NUMBERS.public.display });

describe('A page that removes the widget', { concurrency: 2 }, () => {
  test('in an observer of its own stays usable, and is told once', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    const warnings: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
    });
    await openCustomPage(site, page, {
      body: `<script>
        new MutationObserver((records) => {
          for (const { addedNodes } of records)
            for (const node of addedNodes) if (node.localName === 'hotline-widget') node.remove();
        }).observe(document.documentElement, { childList: true, subtree: true });
      </script>${tag()}`,
    });
    while (!warnings.length) await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /removes <hotline-widget>/);
    assert.equal(await page.locator('hotline-widget').count(), 0);
  });

  test('and restores its HTML for Back has one widget, which works', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    await openCustomPage(site, page, { body: `<h1>Cards</h1>${tag()}` });
    const { pill, open, panel, button } = widgetOn(page);
    await waitForText(pill, NUMBERS.public.display);
    // As htmx and Turbo do: keep the body's HTML, show another page, then come back.
    for (let back = 0; back < 3; back++) {
      await page.evaluate(() => {
        const kept = document.body.innerHTML;
        document.body.innerHTML = '<h1>Another page</h1>';
        document.body.innerHTML = kept;
      });
      await waitForText(pill, NUMBERS.public.display);
      await page.waitForFunction(() => {
        const [first, ...more] = document.querySelectorAll('hotline-widget');
        const { hotline } = window as unknown as { hotline: { widget: Element } };
        return first === hotline.widget && !more.length;
      });
    }
    await open();
    await button(ZH.close).click();
    await panel.waitFor({ state: 'hidden' });
  });

  test('written in its own HTML has one widget, with the newest attributes', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    const element = (phone: string) =>
      `<main><hotline-widget phone="${phone}" class="ours"></hotline-widget></main>`;
    await openCustomPage(site, page, { body: element('400-555-0101') + scriptTag({}) });
    const { pill, widget } = widgetOn(page);
    await waitForText(pill, '400-555-0101');
    await page.evaluate((html) => (document.body.innerHTML = html), element('400-555-0102'));
    await waitForText(pill, '400-555-0102');
    assert.equal(await widget.count(), 1);
    assert.equal(await page.locator('main > hotline-widget.ours').count(), 1);
  });
});

describe('A page on which the panel cannot be drawn', { concurrency: 2 }, () => {
  test('keeps the pill, which dials', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await openCustomPage(site, page, {
      head: `<script>document.importNode = () => { throw new Error('no imports here') }</script>`,
      body: tag(),
    });
    const { pill } = widgetOn(page);
    await waitForText(pill, NUMBERS.public.display);
    await pill.click();
    await page.waitForFunction(
      () => !document.querySelector('hotline-widget')?.hasAttribute('open'),
    );
    assert.ok(await pill.isVisible());
    assert.ok(errors.some((words) => /no imports here/.test(words)));
  });

  test('whose address is XHTML has a panel, too', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    const path = site.addPage(
      `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml" lang="zh-CN"><head><title>Shop</title></head><body><h1>Shop</h1><script src="/hotline/hotline.js" data-desk="${site.deskOrigin}"></script></body></html>`,
      { 'Content-Type': 'application/xhtml+xml; charset=utf-8' },
    );
    await page.goto(site.shop + path);
    const { open, button } = widgetOn(page);
    await open();
    await button(ZH.askCallback).click();
    // Playwright finds no labels in XHTML.
    await page.locator('hotline-callback input[type=tel]').fill('13700137004');
  });

  test('which gives Object.prototype options of Lit has a panel, too', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    await openCustomPage(site, page, {
      head: `<script>
        Object.prototype.noAccessor = true;
        Object.prototype.hasChanged = function () { return false };
        Object.prototype.attribute = false;
        Object.prototype.state = true;
        Object.prototype.converter = 1;
        Object.prototype.extend = function () {};
      </script>`,
      body: tag(),
    });
    const hotline = widgetOn(page);
    await hotline.openForm();
    await hotline.button(ZH.back).click();
    await hotline.button(ZH.close).click();
    await hotline.pill.waitFor();
  });
});

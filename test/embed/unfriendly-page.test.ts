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
      () => !document.querySelector('hotline-widget')?.hasAttribute('opened'),
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

describe('A page that hides', { concurrency: 2 }, () => {
  const CONFIG = JSON.stringify({
    version: 1,
    brand: { name: 'A shop' },
    timeZone: 'Asia/Shanghai',
    publicLine: 'public',
    lines: {
      public: {
        label: '客服热线',
        number: NUMBERS.public.display,
        hours: { weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }] },
      },
    },
  });

  for (const [what, script] of Object.entries({
    'Map by a class of its own': 'function Map() { this.put = function () {} }',
    'Map by a class that is no property of the window': 'class Map { put() {} }',
    'Set, WeakMap, Symbol and Promise by classes of its own': `
      const { all } = Promise, native = Promise;
      function Set() {}
      function WeakMap() {}
      function Symbol() {}
      var Promise = function () { throw new Error('mine') };
      Promise.all = (given) => all.call(native, given);`,
    'Map, Set, WeakMap and Symbol by variables, and allows no frames':
      'var Map = {}, Set = [], WeakMap = 1, Symbol = "s"',
  })) {
    const head = `<script>${script}</script>`;
    const headers = { 'Content-Security-Policy': "frame-src 'none'" };

    test(`${what}, has a panel in which a number can be typed`, async (t) => {
      const page = await site.page(t);
      await mockStatus(page, 'open');
      await openCustomPage(site, page, { head, headers, body: tag() });
      const { pill, openForm, fill } = widgetOn(page);
      await waitForText(pill, NUMBERS.public.display);
      await openForm();
      await fill('13700137007');
    });

    test(`${what}, has a number and a panel without a desk, too`, async (t) => {
      const page = await site.page(t);
      await openCustomPage(site, page, { head, headers, body: scriptTag({ config: CONFIG }) });
      const { pill, open } = widgetOn(page);
      await waitForText(pill, NUMBERS.public.display);
      await open();
    });
  }
});

describe('A page with habits of its own', { concurrency: 2 }, () => {
  test('hides natives, and an accident in the queue loses no other command', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    await openCustomPage(site, page, {
      head: `<script>
        var URL = '/api', Event = { on() {} };
        Element.prototype.store = function (name, value) { return value };
        Array.prototype.reduce = function () { return this[0] };
        var hotline = [['open', 'callback'], ['nothing'], () => { throw new Error('mine') }, () => { document.title = 'ran' }];
      </script>`,
      body: `<img name="body" alt="" />${tag()}`,
    });
    await page.waitForFunction(() => document.title === 'ran');
    await widgetOn(page).phone.waitFor();
    assert.equal(await page.locator('body > hotline-widget').count(), 1);
  });

  test('keeps its own variable hotline', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    await openCustomPage(site, page, {
      head: `<script>var hotline = '010-5555 0000';</script>`,
      body: tag() + scriptTag({}, { src: '/hotline/hotline.js?again' }),
    });
    await waitForText(widgetOn(page).pill, NUMBERS.public.display);
    assert.equal(await page.locator('hotline-widget').count(), 1);
    assert.equal(
      await page.evaluate(() => (window as unknown as { hotline: unknown }).hotline),
      '010-5555 0000',
    );
  });

  // What dujiaoka's themes do: a Bootstrap modal on load, jQuery 3, a shop that has hotkeys.
  test('keeps the focus in its dialog and has hotkeys, and a number can be typed', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    await openCustomPage(site, page, {
      body: `<div id="notice" role="dialog" tabindex="-1"><input id="shop" aria-label="shop" /></div>
        <script>
          const modal = document.getElementById('notice');
          const trap = (event) => {
            if (event.target !== document && !modal.contains(event.target)) document.getElementById('shop').focus();
          };
          document.addEventListener('focusin', trap);
          document.addEventListener('focus', trap, true);
          document.addEventListener('keydown', (event) => {
            if (event.target.tagName !== 'INPUT' && event.target.tagName !== 'TEXTAREA') event.preventDefault();
          });
          document.oncopy = document.oncontextmenu = document.onselectstart = () => false;
        </script>${tag()}`,
    });
    const { openForm, phone } = widgetOn(page);
    await openForm();
    await phone.click();
    await page.keyboard.type('13700137005');
    assert.equal(await phone.inputValue(), '13700137005');
    assert.equal(await page.locator('#shop').inputValue(), '');
  });

  test('is in colours that are not rgb(), and switches its theme', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    await openCustomPage(site, page, {
      head: `<style>
        body { color: oklch(0.3 0.02 250); background: oklch(0.98 0 0) }
        [data-theme=dark] body { color: oklch(0.93 0.01 250); background: oklch(0.2 0.02 250) }
      </style>`,
      body: `<h1>Shop</h1>${tag()}`,
    });
    const { pill } = widgetOn(page);
    const isDark = (dark: boolean) =>
      pill.evaluate(async (element, dark) => {
        while (element.parentElement?.classList.contains('dark') !== dark)
          await new Promise((resolve) => requestAnimationFrame(resolve));
      }, dark);
    await isDark(false);
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
    await isDark(true);
    await page.evaluate(() => (document.documentElement.dataset['theme'] = ''));
    await isDark(false);
  });
});

describe('The script apart from its tag', { concurrency: 2 }, () => {
  /** What jQuery does with a script that is inserted: it runs a copy of the text. */
  const JQUERY = `const runCopy = async (src) => {
    const text = await (await fetch(src)).text();
    const copy = document.createElement('script');
    copy.text = text;
    document.head.append(copy);
    copy.remove();
  };`;

  for (const [what, body] of Object.entries({
    'inserted by jQuery, which leaves the tag': () =>
      `<script>${JQUERY}
        document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(tag().replace('</', '<\\/'))});
        void runCopy('/hotline/hotline.js');
      </script>`,
    'fetched by jQuery, without any tag': () =>
      `<hotline-widget desk="${site.deskOrigin}"></hotline-widget><script>${JQUERY}
        void runCopy('/hotline/hotline.js');
      </script>`,
    'pasted into another script, beside a tag that only names it': () =>
      `<script type="text/plain" src="/hotline/hotline.js" data-desk="${site.deskOrigin}"></script>
      <script>${JQUERY} void runCopy('/hotline/hotline.js');</script>`,
  }))
    test(`${what}, shows the number and opens the form`, async (t) => {
      const page = await site.page(t);
      await mockStatus(page, 'open');
      await openCustomPage(site, page, { body: body() });
      const { pill, openForm } = widgetOn(page);
      await waitForText(pill, NUMBERS.public.display);
      await openForm();
    });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { TestSite } from './support/test-site.ts';
import { ORDER, ZH } from './support/ui-text.ts';
import { widgetOn } from './support/widget-page.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

/** Where the controls of the panel are, by their names, px from the top of the window. */
const places = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() => {
    const found: Record<string, number> = {};
    const roots: (Element | ShadowRoot)[] = [document.querySelector('hotline-widget')!];
    for (const root of roots) {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        if (!element.matches('button, a, h2, h3, summary') || !element.checkVisibility()) continue;
        const name = element.id || element.textContent.trim() || element.getAttribute('title');
        found[name ?? ''] = Math.round(element.getBoundingClientRect().top);
      }
      if (root instanceof Element && root.shadowRoot) roots.push(root.shadowRoot);
    }
    return found;
  });

describe('Nothing moves under the pointer', { concurrency: 4 }, () => {
  for (const [how, path] of [
    ['with an order that the page is about', `/orders/${ORDER}`],
    ['without', '/'],
  ] as const)
    for (const width of [1280, 390])
      test(`when a row of the checklist is hovered or focused, ${how}, at ${width} px`, async (t) => {
        const page = await site.page(t, { viewport: { width, height: 844 } });
        await page.goto(site.shop + path);
        const { open, panel } = widgetOn(page);
        await open();
        const row = panel.locator('#row-time');
        await row.scrollIntoViewIfNeeded();
        const before = await places(page);
        await row.hover();
        await page.waitForFunction(() =>
          ['hotline-item-editor', 'hotline-brief'].every((tag) => customElements.get(tag)),
        );
        if (path !== '/')
          await page.waitForFunction(() => customElements.get('hotline-brief-code'));
        await panel.locator('#row-topic').focus();
        const now = await places(page);
        for (const [name, top] of Object.entries(before)) assert.equal(now[name], top, name);
      });
});

describe('The head of the panel', () => {
  test('stays where it is when an agent takes the ticket', async (t) => {
    const page = await site.page(t, { viewport: { width: 1280, height: 844 } });
    let isTaken = false;
    await page.route(/\/v1\/tickets\/\d+$/, async (route) => {
      const response = await route.fetch();
      const ticket = (await response.json()) as { status: string; timeline: unknown[] };
      if (isTaken) {
        ticket.status = 'claimed';
        const at = new Date().toISOString();
        ticket.timeline.push({ status: 'claimed', at }, { kind: 'nudged', at });
      }
      await route.fulfill({ response, json: ticket });
    });
    await page.goto(`${site.shop}/orders/${ORDER}`);
    const { openForm, ask, panel, button } = widgetOn(page);
    await openForm();
    await ask('13800138744');
    const back = button(ZH.back);
    await back.hover();
    const top = async () => (await back.boundingBox())?.y;
    const before = await top();
    isTaken = true;
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await panel.getByText('客服已接单').waitFor();
    assert.equal(await top(), before);
  });
});

describe('The time editor', { concurrency: 4 }, () => {
  for (const [width, care, lang] of [
    [1280, false, 'zh-CN'],
    [390, false, 'en'],
    [320, false, 'zh-CN'],
    [320, true, 'en'],
    [320, true, 'zh-CN'],
  ] as const)
    test(`shows both controls in whole, inside the list, at ${width} px${care ? ', in care mode' : ''}, in ${lang}`, async (t) => {
      const page = await site.page(t, { viewport: { width, height: 844 } });
      await page.goto(`${site.shop}/orders/${ORDER}`);
      await page.evaluate(
        ([care, lang]) => {
          const widget = document.querySelector('hotline-widget')!;
          widget.toggleAttribute('care', care);
          widget.setAttribute('lang', lang);
        },
        [care, lang] as const,
      );
      const { pill, panel } = widgetOn(page);
      await pill.click();
      await panel.locator('#row-time').click();
      const field = panel.locator('hotline-item-editor input');
      await field.waitFor();
      const found = await field.evaluate((input) => {
        const root = input.getRootNode() as ShadowRoot;
        const button = root.querySelector('button')!;
        const list = (root.host.getRootNode() as ShadowRoot).querySelector('.list')!;
        const edge = list.getBoundingClientRect();
        const lines =
          button.getClientRects()[0]!.height / parseFloat(getComputedStyle(button).lineHeight);
        return {
          outside: [input, button].filter(
            (element) =>
              element.getBoundingClientRect().right > edge.right - 4 ||
              element.getBoundingClientRect().left < edge.left + 4,
          ).length,
          isStacked: lines > 4,
          clipped: [input, button].filter(
            ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
          ).length,
          // What Chrome needs for date, time and icon.
          isSqueezed: input.clientWidth < 180,
        };
      });
      assert.deepEqual(found, { outside: 0, isStacked: false, clipped: 0, isSqueezed: false });
    });
});

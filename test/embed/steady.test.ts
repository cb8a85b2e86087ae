import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
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

/** Where an element is, px from the top of the window. */
const topOf = async (element: Locator): Promise<number> =>
  Math.round((await element.boundingBox())?.y ?? NaN);

/** Keeps answers of this address back until the returned function is called. */
const holdBack = async (page: Page, address: RegExp): Promise<() => void> => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(address, async (route) => {
    await released;
    await route.fallback();
  });
  return release;
};

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

/** Scrolling is by whole pixels, so what stays may be one off. */
const assertNear = (now: number, before: number, what?: string): void =>
  assert.ok(Math.abs(now - before) <= 1, `${what ?? 'control'}: ${before} → ${now}`);

describe('A control under the pointer stays where it is', { concurrency: 4 }, () => {
  for (const [width, height] of [
    [1280, 844],
    [320, 640],
  ] as const) {
    test(`while slots load and when one is chosen, at ${width} px`, async (t) => {
      const page = await site.page(t, { viewport: { width, height } });
      const answer = await holdBack(page, /\/v1\/slots/);
      await page.goto(`${site.shop}/orders/${ORDER}`);
      const { openForm, panel, topic } = widgetOn(page);
      await openForm();
      await panel.getByRole('radio', { name: ZH.atTime }).check();
      await topic.hover();
      const before = await topOf(topic);
      answer();
      const slots = panel.getByRole('group', { name: ZH.slots }).getByRole('radio');
      await slots.first().waitFor();
      assertNear(await topOf(topic), before, 'the field below');

      const slot = slots.and(page.locator(':enabled')).last();
      await slot.scrollIntoViewIfNeeded();
      await slot.hover();
      const place = await topOf(slot);
      await page.mouse.down();
      await page.mouse.up();
      await panel.getByText(/^已选/).first().waitFor();
      assertNear(await topOf(slot), place, 'the chosen slot');
    });

    test(`when a number is copied and its QR code shows, at ${width} px`, async (t) => {
      const page = await site.page(t, { viewport: { width, height } });
      await page.goto(site.shop);
      const { open, panel, button } = widgetOn(page);
      await open();
      const copy = button(ZH.copyNumber);
      await copy.hover();
      const before = await places(page);
      await copy.click();
      await panel.getByText(ZH.copied).waitFor();
      const now = await places(page);
      for (const [name, top] of Object.entries(before)) assert.equal(now[name], top, name);
      const qr = button(/扫码/);
      if (!(await qr.isVisible())) return;
      await qr.hover();
      const place = await topOf(qr);
      await qr.click();
      await panel.getByText('用手机扫一扫').waitFor();
      assertNear(await topOf(button('收起二维码')), place);
    });

    test(`when the ticket gets a step, at ${width} px`, async (t) => {
      const page = await site.page(t, { viewport: { width, height } });
      let isTaken = false;
      await page.route(/\/v1\/tickets\/\d+$/, async (route) => {
        const response = await route.fetch();
        const ticket = (await response.json()) as { timeline: unknown[]; status: string };
        const at = new Date().toISOString();
        if (isTaken) {
          ticket.status = 'claimed';
          ticket.timeline.push(
            { status: 'claimed', at },
            { status: 'claimed', kind: 'nudged', at },
          );
        }
        await route.fulfill({ response, json: ticket });
      });
      await page.goto(site.shop);
      const { openForm, ask, panel, button } = widgetOn(page);
      await openForm();
      await ask(`1380013876${String(width).charAt(0)}`);
      const cancel = button(ZH.cancel);
      await cancel.hover();
      const before = await topOf(cancel);
      isTaken = true;
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await panel.getByText(ZH.happenedNudged).waitFor();
      assertNear(await topOf(cancel), before);
    });

    test(`when the ticket's card comes to the home view, at ${width} px`, async (t) => {
      const page = await site.page(t, { viewport: { width, height } });
      await page.goto(site.shop);
      const { openForm, ask, open, button } = widgetOn(page);
      await openForm();
      await ask(`1380013877${String(width).charAt(0)}`);
      const answer = await holdBack(page, /\/v1\/tickets\/\d+$/);
      await page.reload();
      await open();
      const copy = button(ZH.copyNumber);
      await copy.hover();
      const before = await topOf(copy);
      answer();
      await button('查看工单').waitFor();
      assertNear(await topOf(copy), before);
    });
  }

  test('when the recent orders load', async (t) => {
    const page = await site.page(t, { viewport: { width: 1280, height: 844 } });
    await page.goto(site.shop);
    await page.evaluate(
      (orders) => document.querySelector('hotline-widget')!.setAttribute('orders', orders),
      JSON.stringify([{ number: ORDER, title: '点卡' }]),
    );
    const load = await holdBack(page, /order-choice/);
    const { openForm, panel, submit } = widgetOn(page);
    await openForm();
    await submit.hover();
    const before = await topOf(submit);
    load();
    await panel.getByText('点卡').first().waitFor();
    assertNear(await topOf(submit), before);
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
      const { pill, panel, button } = widgetOn(page);
      await pill.click();
      if (care) await button(/^(?:更多帮助|More help)$/).click();
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

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { widgetOn, waitForText } from './support/widget-page.ts';
import {
  openCustomPage,
  pasteClipboard,
  reserveClipboard,
  scriptTag,
} from './support/custom-page.ts';
import { TestSite } from './support/test-site.ts';
import { ORDER, ZH } from './support/ui-text.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

const checklistOf = (page: Page) => {
  const hotline = widgetOn(page);
  const row = (name: string | RegExp) =>
    hotline.panel.locator('hotline-checklist').getByRole('button', { name });
  return {
    ...hotline,
    row,
    /** How many items are done, as a screen reader announces it. */
    progress: hotline.panel.locator('hotline-checklist').getByRole('status').first(),
    async choose(topic: string) {
      await row(/遇到什么问题|充值未到账|退款/)
        .first()
        .click();
      await hotline.panel.getByRole('radio', { name: topic }).click();
    },
  };
};

describe('The pre-call checklist', { concurrency: 4 }, () => {
  test('on the page of an order', async (t) => {
    const page = await site.page(t);
    await page.goto(`${site.shop}/orders/${ORDER}`);
    const { open, row, progress, choose, panel, button, phone, topic, order } = checklistOf(page);
    await open();

    await t.test('holds the order number, and says where it came from', async () => {
      await waitForText(row(ORDER), ZH.orderFound);
      await waitForText(progress, /1 \/ \d/);
    });

    await t.test('counts each item that is filled in, until all are', async () => {
      await choose(ZH.topics.notArrived);
      await waitForText(progress, '已备 2 / 5');
      // The order is known, so the list leads on to the time, the screenshots, and then to the note.
      await panel.getByRole('button', { name: ZH.justNow }).click();
      await waitForText(progress, '已备 3 / 5');
      await panel.locator('input[type=file]').setInputFiles({
        name: 'screenshot.png',
        mimeType: 'image/png',
        buffer: PIXEL,
      });
      await waitForText(progress, '已备 4 / 5');
      await row(/补充说明/).click();
      await panel.getByRole('textbox', { name: ZH.note }).fill('充了 6480，等了一小时');
      await waitForText(progress, '都备好了');
      await panel.getByText(ZH.notePrivate).waitFor();
    });

    await t.test('is copied into the callback form', async () => {
      await button(ZH.askCallback).click();
      await phone.waitFor();
      assert.equal(
        await topic.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label),
        ZH.topics.notArrived,
      );
      assert.equal(await order.inputValue(), ORDER);
    });
  });

  test('on a page without an order', async (t) => {
    const page = await site.page(t);
    await page.goto(site.shop);
    const { open, row, choose, panel } = checklistOf(page);
    await open();

    await t.test('asks only for what the chosen topic needs', async () => {
      await choose(ZH.topics.refund);
      await row(/发生时间/).waitFor({ state: 'detached' });
      assert.equal(await row(/订单号/).count(), 1);
      assert.equal(await row(/补充说明/).count(), 1);
    });

    await t.test('answers common questions about the chosen topic', async () => {
      await choose(ZH.topics.notArrived);
      await panel.getByRole('heading', { name: ZH.answers }).waitFor();
      await panel.getByText('一般多久到账？').click();
      await panel.getByText(/直充多数 1–10 分钟到账/).waitFor();
    });

    await t.test("warns about an order number that does not look like the shop's own", async () => {
      await panel.getByRole('textbox', { name: ZH.order }).fill('12345');
      await panel
        .getByText(/看起来不像本店的订单号/)
        .first()
        .waitFor();
    });
  });

  test('holds the order number that the script tag names', async (t) => {
    const page = await site.page(t);
    await openCustomPage(site, page, {
      body: scriptTag({ desk: site.deskOrigin, order: 'DJ20261101000000ABCD' }),
    });
    const { open, row } = checklistOf(page);
    await open();
    await row('DJ20261101000000ABCD').waitFor();
  });
});

// One after the other, because they share a clipboard.
describe('The brief', () => {
  test('is copied with one fact per line', async (t) => {
    await reserveClipboard(t);
    const page = await site.page(t);
    await page.goto(`${site.shop}/orders/${ORDER}`);
    const { open, choose, panel, button } = checklistOf(page);
    await open();
    await choose(ZH.topics.notArrived);
    await button(ZH.copyBrief).click();
    await panel.getByText(ZH.copied).waitFor();
    assert.equal(
      await pasteClipboard(page),
      `星河卡盟 问题摘要\n遇到什么问题：充值未到账\n订单号：${ORDER}`,
    );
  });

  test('is copied over plain HTTP, where browsers have no clipboard API, and so is the phone number', async (t) => {
    await reserveClipboard(t);
    const page = await site.page(t);
    await page.goto(`${site.plainShop}/orders/${ORDER}`);
    assert.equal(await page.evaluate(() => isSecureContext || 'clipboard' in navigator), false);
    const { open, choose, panel, button } = checklistOf(page);
    await open();
    await choose(ZH.topics.refund);
    await button(ZH.copyBrief).click();
    await panel.getByText(ZH.copied).waitFor();
    assert.equal(
      await pasteClipboard(page),
      `星河卡盟 问题摘要\n遇到什么问题：退款\n订单号：${ORDER}`,
    );
    await button(ZH.copyNumber).click();
    await panel.getByText(ZH.copied).nth(1).waitFor();
    assert.equal(await pasteClipboard(page), '400-123-4567');
  });

  test('is copied from the modal sheet of a phone over plain HTTP', async (t) => {
    await reserveClipboard(t);
    const page = await site.page(t, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await page.goto(`${site.plainShop}/orders/${ORDER}`);
    const { open, choose, panel, button } = checklistOf(page);
    await open();
    await choose(ZH.topics.refund);
    await button(ZH.copyBrief).click();
    await panel.getByText(ZH.copied).waitFor();
    await button(ZH.close).click();
    assert.match(await pasteClipboard(page), /遇到什么问题：退款/);
  });
});

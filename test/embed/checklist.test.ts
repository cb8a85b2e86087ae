import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { hotlineOn, says } from './support/hotline.ts';
import { goToOwnPage, paste, tag } from './support/own-page.ts';
import { Stage } from './support/stage.ts';
import { ORDER, ZH } from './support/words.ts';

let stage: Stage;
before(async () => void (stage = await Stage.open()));
after(() => stage.close());

const checklistOf = (page: Page) => {
  const hotline = hotlineOn(page);
  const row = (name: string | RegExp) =>
    hotline.panel.locator('hotline-checklist').getByRole('button', { name });
  return {
    ...hotline,
    row,
    /** Of the checklist, as it is announced. */
    progress: hotline.panel.locator('hotline-checklist').getByRole('status').first(),
    async choose(topic: string) {
      await row(/遇到什么问题|充值未到账|退款/)
        .first()
        .click();
      await hotline.panel.getByRole('radio', { name: topic }).check();
    },
  };
};

describe('The checklist before a call', { concurrency: 4 }, () => {
  test("On an order's page the order number is already there, and says where it came from", async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.shop}/orders/${ORDER}`);
    const { open, row, progress } = checklistOf(page);
    await open();
    await says(row(ORDER), ZH.orderFound);
    await says(progress, /1 \/ \d/);
  });

  test('Each item that is made ready is counted, until everything is', async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.shop}/orders/${ORDER}`);
    const { open, row, progress, choose, panel } = checklistOf(page);
    await open();
    await choose(ZH.topics.notArrived);
    await says(progress, '已备 2 / 4');
    await row(/发生时间/).click();
    await panel.getByRole('button', { name: ZH.justNow }).click();
    await says(progress, '已备 3 / 4');
    await row(/补充说明/).click();
    await panel.getByRole('textbox', { name: ZH.note }).fill('充了 6480，等了一小时');
    await says(progress, '都备好了');
    await panel.getByText(ZH.notePrivate).waitFor();
  });

  test('Only what the chosen topic needs is asked for', async (t) => {
    const page = await stage.page(t);
    await page.goto(stage.shop);
    const { open, row, choose } = checklistOf(page);
    await open();
    await choose(ZH.topics.refund);
    await row(/发生时间/).waitFor({ state: 'detached' });
    assert.equal(await row(/订单号/).count(), 1);
    assert.equal(await row(/补充说明/).count(), 1);
  });

  test('A simple question is answered on the spot', async (t) => {
    const page = await stage.page(t);
    await page.goto(stage.shop);
    const { open, choose, panel } = checklistOf(page);
    await open();
    await choose(ZH.topics.notArrived);
    await panel.getByRole('heading', { name: ZH.answers }).waitFor();
    await panel.getByText('一般多久到账？').click();
    await panel.getByText(/直充多数 1–10 分钟到账/).waitFor();
  });

  test('An order number of another shop is doubted, not refused', async (t) => {
    const page = await stage.page(t);
    await page.goto(stage.shop);
    const { open, row, panel } = checklistOf(page);
    await open();
    await row(/订单号/).click();
    await panel.getByRole('textbox', { name: ZH.order }).fill('12345');
    await panel
      .getByText(/看起来不像本店的订单号/)
      .first()
      .waitFor();
  });

  test('What the checklist holds is filled in where the member asks for a callback', async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.shop}/orders/${ORDER}`);
    const { open, choose, button, phone, topic, order } = checklistOf(page);
    await open();
    await choose(ZH.topics.notArrived);
    await button(ZH.askCallback).click();
    await phone.waitFor();
    assert.equal(
      await topic.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label),
      ZH.topics.notArrived,
    );
    assert.equal(await order.inputValue(), ORDER);
  });

  test('The page may name the order itself', async (t) => {
    const page = await stage.page(t);
    await goToOwnPage(stage, page, {
      body: tag({ desk: stage.deskOrigin, order: 'DJ20261101000000ABCD' }),
    });
    const { open, row } = checklistOf(page);
    await open();
    await row('DJ20261101000000ABCD').waitFor();
  });
});

// One after the other: they share a clipboard.
describe('The brief to take along', () => {
  test('The brief is copied, one fact a line', async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.shop}/orders/${ORDER}`);
    const { open, choose, panel, button } = checklistOf(page);
    await open();
    await choose(ZH.topics.notArrived);
    await button(ZH.copyBrief).click();
    await panel.getByText(ZH.copied).waitFor();
    assert.equal(
      await paste(page),
      `星河卡盟 问题摘要\n遇到什么问题：充值未到账\n订单号：${ORDER}`,
    );
  });

  test('Over plain HTTP, where browsers have no clipboard API, the brief and the number are copied too', async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.plainShop}/orders/${ORDER}`);
    assert.equal(await page.evaluate(() => isSecureContext || 'clipboard' in navigator), false);
    const { open, choose, panel, button } = checklistOf(page);
    await open();
    await choose(ZH.topics.refund);
    await button(ZH.copyBrief).click();
    await panel.getByText(ZH.copied).waitFor();
    assert.equal(await paste(page), `星河卡盟 问题摘要\n遇到什么问题：退款\n订单号：${ORDER}`);
    await button(ZH.copyNumber).click();
    await panel.getByText(ZH.copied).nth(1).waitFor();
    assert.equal(await paste(page), '400-123-4567');
  });

  test('In the modal sheet of a phone the brief is copied over plain HTTP too', async (t) => {
    const page = await stage.page(t, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await page.goto(`${stage.plainShop}/orders/${ORDER}`);
    const { open, choose, panel, button } = checklistOf(page);
    await open();
    await choose(ZH.topics.refund);
    await button(ZH.copyBrief).click();
    await panel.getByText(ZH.copied).waitFor();
    await button(ZH.close).click();
    assert.match(await paste(page), /遇到什么问题：退款/);
  });
});

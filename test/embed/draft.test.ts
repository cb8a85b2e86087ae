import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { TestSite } from './support/test-site.ts';
import { ORDER } from './support/ui-text.ts';
import { waitForText, widgetOn } from './support/widget-page.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

const NOTE = '充值账号 10001，一小时还没有到';
const DAY_MS = 86_400_000;

/** Opens the form on an order page and writes a note into it. */
const write = async (page: Page, phone?: string) => {
  const hotline = widgetOn(page);
  await page.goto(`${site.shop}/orders/${ORDER}`);
  await hotline.open();
  await hotline.button(/请客服回电|预约客服回电/).click();
  if (phone) await hotline.phone.fill(phone);
  await hotline.panel.getByText(/^补充时间/).click();
  await hotline.note.fill(NOTE);
  return hotline;
};

/** The note in the form, after loading the page again. */
const noteAfterReload = async (page: Page): Promise<string> => {
  const hotline = widgetOn(page);
  await page.reload();
  await hotline.open();
  await hotline.button(/请客服回电|预约客服回电/).click();
  await hotline.panel.getByText(/^补充时间/).waitFor();
  await hotline.submit.waitFor();
  return (await hotline.note.isVisible()) ? hotline.note.inputValue() : '';
};

describe('What a member types', { concurrency: 3 }, () => {
  test('is there again after a reload, until it is sent', async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'normal');
    const { panel, button, submit, ticketNumber } = await write(page);
    await waitForText(panel, '存在这台设备上，24 小时内有效');
    assert.equal(await noteAfterReload(page), NOTE);
    await submit.click();
    const number = await ticketNumber();
    await button('取消回电').click();
    await button('确定取消').click();
    await waitForText(panel, '已取消');
    await page.reload();
    await widgetOn(page).open();
    await panel.getByText('拨打前准备').waitFor();
    assert.equal(await button('清空').count(), 0, number);
  });

  test('is not shown to the next member, nor to a guest', async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'vip');
    const { panel } = await write(page);
    await waitForText(panel, '存在这台设备上');
    await site.signIn(page, 'diamond');
    assert.equal(await noteAfterReload(page), '');
    await site.signIn(page, 'vip');
    assert.equal(await noteAfterReload(page), '');
  });

  test('is forgotten after 24 hours', async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'normal');
    await page.clock.install();
    const { panel } = await write(page);
    await waitForText(panel, '存在这台设备上');
    assert.equal(await noteAfterReload(page), NOTE);
    await page.clock.setSystemTime(Date.now() + DAY_MS);
    assert.equal(await noteAfterReload(page), '');
  });

  test('of a guest survives a reload, but not the tab', async (t) => {
    const page = await site.page(t);
    const { panel } = await write(page, '13800138071');
    await waitForText(panel, '存在这个标签页里');
    assert.equal(await noteAfterReload(page), NOTE);
    const other = await page.context().newPage();
    t.after(() => other.close());
    await other.goto(`${site.shop}/orders/${ORDER}`);
    assert.equal(await noteAfterReload(other), '');
  });

  test('can be thrown away', async (t) => {
    const page = await site.page(t);
    const { panel, button, note } = await write(page, '13800138072');
    await waitForText(panel, '存在这个标签页里');
    await button('清空').click();
    assert.equal(await note.inputValue(), '');
    await button('恢复').click();
    assert.equal(await note.inputValue(), NOTE);
    await button('清空').click();
    assert.equal(await noteAfterReload(page), '');
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { TestSite } from './support/test-site.ts';
import { ORDER, ZH } from './support/ui-text.ts';
import { waitForText, widgetOn } from './support/widget-page.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const NOTE = '充值账号 10001，一小时还没有到';

/** Makes a hand-off in the panel; resolves to the address in its QR code. */
const handOff = async (page: Page): Promise<string> => {
  const answer = page.waitForResponse(
    (response) => /\/v1\/handoffs$/.test(response.url()) && response.status() === 201,
  );
  await widgetOn(page).button('在手机上继续').click();
  const { url } = (await (await answer).json()) as { url: string };
  await waitForText(widgetOn(page).panel, /还剩 (9|10) 分钟/);
  return `${site.deskOrigin}/${url}`;
};

describe('From the desktop to the phone', () => {
  test('a member takes their line, a code and what they wrote along; nobody else sees it', async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'diamond');
    await page.goto(`${site.shop}/orders/${ORDER}`);
    const { open, button, note, panel, number } = widgetOn(page);
    await open();
    const line = (await number.innerText()).trim();
    await button(/请客服回电|预约客服回电/).click();
    await panel.getByText(ZH.addDetails).click();
    await note.fill(NOTE);
    await button(ZH.back).click();
    await button('用手机扫码拨打').click();
    const url = await handOff(page);
    assert.match(new URL(url).pathname, /^\/h\/[\w-]{43}$/);

    const phone = await site.page(t, PHONE);
    await phone.goto(url);
    const start = phone.getByRole('button', { name: '在这部手机上打开' });
    await start.waitFor();
    assert.equal((await phone.content()).includes(line), false);
    await start.tap();
    await phone.getByRole('link', { name: `拨打 ${line}` }).waitFor();
    await phone.getByText(NOTE).waitFor();
    await phone.getByText(ORDER).waitFor();
    const code = await phone.getByText(/^\d{6}$/).innerText();
    await phone.reload();
    await phone.getByText(code).waitFor();
    await phone.getByRole('button', { name: ZH.copyNumber }).tap();
    await phone.getByText(/已复制|没能复制/).waitFor();

    const other = await site.page(t, { ...PHONE, locale: 'en' });
    await other.goto(url);
    await other.getByRole('heading', { name: '已在另一部手机打开' }).waitFor();
    assert.equal((await other.content()).includes(line), false);
    assert.equal((await other.content()).includes(code), false);
  });

  test('a guest takes the public line along, where the page fits the narrowest phone', async (t) => {
    const page = await site.page(t);
    await page.goto(site.shop);
    const { open, button } = widgetOn(page);
    await open();
    await button('用手机扫码拨打').click();
    const phone = await site.page(t, { viewport: { width: 320, height: 568 }, hasTouch: true });
    await phone.goto(await handOff(page));
    await phone.getByRole('button', { name: '在这部手机上打开' }).tap();
    await phone.getByRole('link', { name: /^拨打 / }).waitFor();
    assert.equal(
      await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      true,
    );
    assert.equal(await phone.getByText('您的通话码').count(), 0);
  });

  test('phones are offered no code to scan', async (t) => {
    const page = await site.page(t, PHONE);
    await page.goto(site.shop);
    const { open, button } = widgetOn(page);
    await open();
    assert.equal(await button('在手机上继续').count(), 0);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { alterContact, inHoursThere, mockStatus } from './support/mock-contact.ts';
import { textsOf } from './support/visible-elements.ts';
import { widgetOn, waitForText } from './support/widget-page.ts';
import { openCustomPage, scriptTag } from './support/custom-page.ts';
import { TestSite } from './support/test-site.ts';
import { NUMBERS, ZH } from './support/ui-text.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

/**
 * Collects the text of the whole widget: home, the checklist's editors, the form and its errors,
 * the ticket, its cancellation.
 */
const walkThrough = async (page: Page, phone: string): Promise<string[]> => {
  const panel = page.getByRole('dialog');
  const words = [...(await textsOf(page))];
  await page.locator('hotline-widget [part=launcher]').click();
  await panel.locator('#row-topic').click();
  // A press leads on to the order.
  await panel.getByRole('radio').first().click();
  await panel.getByRole('textbox').fill('12345');
  words.push(...(await textsOf(page)));
  await panel.locator('#row-time').click();
  words.push(...(await textsOf(page)));
  await panel.locator('#row-note').click();
  await panel.getByRole('textbox').fill('ok');
  words.push(...(await textsOf(page)));
  await panel
    .getByRole('button', { name: /call you|客服回電|callback/ })
    .last()
    .click();
  const submit = panel.locator('button[type=submit]');
  await submit.waitFor();
  const other = panel.getByRole('button', { name: 'Use another number' });
  if (await other.isVisible()) await other.click();
  await submit.click();
  await panel.locator('[aria-invalid=true]').first().waitFor();
  words.push(...(await textsOf(page)));
  await panel.locator('input[type=tel]').fill(phone);
  await submit.click();
  await panel.getByText(/^\d{6}-\d{5}-\d$/).waitFor();
  words.push(...(await textsOf(page)));
  await panel.locator('#cancel').click();
  words.push(...(await textsOf(page)));
  await panel.getByRole('button', { name: /^(Yes, cancel|確定取消)$/ }).click();
  await panel.getByRole('heading', { name: /^(Cancelled|已取消)/ }).waitFor();
  words.push(...(await textsOf(page)));
  return words;
};

describe('The language of the widget', { concurrency: 4 }, () => {
  test('is English throughout on an English page, from the pill to a cancelled ticket', async (t) => {
    const page = await site.page(t, { locale: 'en-GB' });
    await mockStatus(page, 'open');
    await page.goto(`${site.shop}/english`);
    await waitForText(widgetOn(page).pill, /VIP line · Open now/);
    const words = await walkThrough(page, '13400134001');
    assert.deepEqual(
      words.filter((word) => /\p{Script=Han}|[，。：、（）]/u.test(word)),
      [],
    );
    assert.ok(words.length > 100);
    for (const expected of [
      'Before you call',
      'Your phone number',
      'Please enter your phone number',
      'Received. We will call you.',
    ])
      assert.ok(
        words.some((word) => word.includes(expected)),
        expected,
      );
  });

  test('is traditional Chinese throughout on a page in traditional Chinese', async (t) => {
    const page = await site.page(t, { locale: 'zh-TW' });
    await mockStatus(page, 'open');
    await openCustomPage(site, page, { lang: 'zh-TW', body: scriptTag({ desk: site.deskOrigin }) });
    await waitForText(widgetOn(page).pill, /客服熱線/);
    const words = await walkThrough(page, '13400134002');
    assert.deepEqual(
      words.filter((word) =>
        /[这们订单电线码务时间问题说请员会网络热听购账处谁选择确发]/.test(word),
      ),
      [],
    );
    assert.ok(words.some((word) => word.includes('訂單')));
  });

  test("is the browser's on a page that declares none", async (t) => {
    const page = await site.page(t, { locale: 'en-US' });
    await mockStatus(page, 'open');
    await page.goto(
      site.shop +
        site.addPage(
          `<!doctype html><title>A shop</title><body>${scriptTag({ desk: site.deskOrigin })}`,
        ),
    );
    await waitForText(widgetOn(page).pill, 'Service line');
  });

  test("is the browser's on a page in a language that the widget lacks", async (t) => {
    const page = await site.page(t, { locale: 'zh-CN' });
    await mockStatus(page, 'open');
    await openCustomPage(site, page, { lang: 'th', body: scriptTag({ desk: site.deskOrigin }) });
    await waitForText(widgetOn(page).pill, NUMBERS.public.label);
  });

  test('can change while the panel is open, and typed text stays', async (t) => {
    const page = await site.page(t);
    await page.goto(`${site.shop}/privacy`);
    const { openForm, panel, phone, widget } = widgetOn(page);
    await openForm();
    await phone.fill('13400134003');
    await widget.evaluate((element) => element.setAttribute('lang', 'en'));
    const field = panel.getByLabel('Your phone number');
    await field.waitFor();
    assert.equal(await field.inputValue(), '13400134003');
    assert.equal(await panel.getByLabel(ZH.phone).count(), 0);
  });

  test("is that of opening times too, which stay in the line's time zone", async (t) => {
    const page = await site.page(t, { timezoneId: 'America/New_York', locale: 'en-US' });
    await alterContact(page, (answer) => {
      const now = Date.now();
      answer.status = {
        state: 'closed',
        asOf: new Date(now).toISOString(),
        opensAt: inHoursThere(1),
      };
      answer.line['timeZone'] = 'Asia/Shanghai';
    });
    await openCustomPage(site, page, { lang: 'en', body: scriptTag({ desk: site.deskOrigin }) });
    const hour = new Intl.DateTimeFormat('en', {
      timeZone: 'Asia/Shanghai',
      hour: '2-digit',
      hourCycle: 'h23',
    }).format(Date.now() + 3_600_000);
    await waitForText(widgetOn(page).pill, new RegExp(`Opens .*\\b${hour}:`));
  });
});

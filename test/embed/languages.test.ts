import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { alterContact, pretend } from './support/contact.ts';
import { wordsOf } from './support/elements.ts';
import { hotlineOn, says } from './support/hotline.ts';
import { goToOwnPage, tag } from './support/own-page.ts';
import { Stage } from './support/stage.ts';
import { NUMBERS, ZH } from './support/words.ts';

let stage: Stage;
before(async () => void (stage = await Stage.open()));
after(() => stage.close());

/** Every word of the whole hotline: home, the checklist's editors, the form and its problems, the ticket, its end. */
const everyWord = async (page: Page, phone: string): Promise<string[]> => {
  const panel = page.getByRole('dialog');
  const words = [...(await wordsOf(page))];
  await page.locator('hotline-widget [part=launcher]').click();
  await panel.locator('#row-topic').click();
  await panel.getByRole('radio').first().check();
  await panel.locator('#row-order').click();
  await panel.getByRole('textbox').fill('12345');
  words.push(...(await wordsOf(page)));
  await panel.locator('#row-time').click();
  words.push(...(await wordsOf(page)));
  await panel.locator('#row-note').click();
  await panel.getByRole('textbox').fill('ok');
  words.push(...(await wordsOf(page)));
  await panel
    .getByRole('button', { name: /call you|客服打給|callback/ })
    .last()
    .click();
  const submit = panel.locator('button[type=submit]');
  await submit.click();
  await panel.locator('[aria-invalid=true]').first().waitFor();
  words.push(...(await wordsOf(page)));
  await panel.locator('input[type=tel]').fill(phone);
  await panel.locator('input[type=checkbox][required]').check();
  await submit.click();
  await panel.getByText(/^\d{6}-\d{5}-\d$/).waitFor();
  words.push(...(await wordsOf(page)));
  await panel.locator('#cancel').click();
  words.push(...(await wordsOf(page)));
  await panel.getByRole('button', { name: /^(Yes, cancel|確定取消)$/ }).click();
  await panel.getByRole('heading', { name: /^(Cancelled|已取消)/ }).waitFor();
  words.push(...(await wordsOf(page)));
  return words;
};

describe('Languages', { concurrency: 4 }, () => {
  test('On an English page no Chinese is left anywhere, from the pill to a cancelled ticket', async (t) => {
    const page = await stage.page(t, { locale: 'en-GB' });
    await pretend(page, 'open');
    await page.goto(`${stage.shop}/english`);
    await says(hotlineOn(page).pill, /VIP line · Answered (with)?in 5 min/);
    const words = await everyWord(page, '13400134001');
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

  test('On a page in traditional Chinese no simplified word is left anywhere', async (t) => {
    const page = await stage.page(t, { locale: 'zh-TW' });
    await pretend(page, 'open');
    await goToOwnPage(stage, page, { lang: 'zh-TW', body: tag({ desk: stage.deskOrigin }) });
    await says(hotlineOn(page).pill, /客服熱線/);
    const words = await everyWord(page, '13400134002');
    assert.deepEqual(
      words.filter((word) =>
        /[这们订单电线码务时间问题说请员会网络热听购账处谁选择确发]/.test(word),
      ),
      [],
    );
    assert.ok(words.some((word) => word.includes('訂單')));
  });

  test("A page without a language is spoken to in the browser's", async (t) => {
    const page = await stage.page(t, { locale: 'en-US' });
    await pretend(page, 'open');
    await page.goto(
      stage.shop +
        stage.addPage(
          `<!doctype html><title>A shop</title><body>${tag({ desk: stage.deskOrigin })}`,
        ),
    );
    await says(hotlineOn(page).pill, 'Service line');
  });

  test("A language that the widget does not speak falls back on the browser's", async (t) => {
    const page = await stage.page(t, { locale: 'zh-CN' });
    await pretend(page, 'open');
    await goToOwnPage(stage, page, { lang: 'th', body: tag({ desk: stage.deskOrigin }) });
    await says(hotlineOn(page).pill, NUMBERS.public.label);
  });

  test('The language changes while the panel is open, and what the member wrote stays', async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.shop}/privacy`);
    const { openForm, panel, phone, widget } = hotlineOn(page);
    await openForm();
    await phone.fill('13400134003');
    await widget.evaluate((element) => element.setAttribute('lang', 'en'));
    const field = panel.getByLabel('Your phone number');
    await field.waitFor();
    assert.equal(await field.inputValue(), '13400134003');
    assert.equal(await panel.getByLabel(ZH.phone).count(), 0);
  });

  test("Times are told on the line's clock, in the member's language", async (t) => {
    const page = await stage.page(t, { timezoneId: 'America/New_York', locale: 'en-US' });
    await alterContact(page, (answer) => {
      const now = Date.now();
      answer.status = {
        state: 'closed',
        asOf: new Date(now).toISOString(),
        opensAt: new Date(now + 3_600_000).toISOString(),
      };
      answer.line['timeZone'] = 'Asia/Shanghai';
    });
    await goToOwnPage(stage, page, { lang: 'en', body: tag({ desk: stage.deskOrigin }) });
    const hour = new Intl.DateTimeFormat('en', {
      timeZone: 'Asia/Shanghai',
      hour: '2-digit',
      hourCycle: 'h23',
    }).format(Date.now() + 3_600_000);
    await says(hotlineOn(page).pill, new RegExp(`Opens .*\\b${hour}:`));
  });
});

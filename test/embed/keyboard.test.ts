import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { pretend } from './support/contact.ts';
import { tooSmall, tooWide } from './support/elements.ts';
import { focused, focusOn, hotlineOn, says } from './support/hotline.ts';
import { Stage } from './support/stage.ts';
import { NUMBERS, ORDER, ZH } from './support/words.ts';

let stage: Stage;
before(async () => void (stage = await Stage.open()));
after(() => stage.close());

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Whether the focus is in the widget, or in nothing of the page's. */
const focusIn = (page: Page): Promise<'widget' | 'page' | 'nothing'> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return !element || element === document.body
      ? 'nothing'
      : element.localName === 'hotline-widget'
        ? 'widget'
        : 'page';
  });

/** Presses Tab until what has the focus is called so. */
const tabTo = async (page: Page, name: RegExp) => {
  const met: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    if (name.test(here) && (await focusIn(page)) === 'widget') return;
    met.push(here.slice(0, 30));
  }
  assert.fail(`Tab never came to ${name}, but to: ${met.join(' → ')}`);
};

describe('The keyboard', { concurrency: 4 }, () => {
  test('Tab comes to the pill, Enter opens the panel, focus moves in, Escape closes, and focus is back', async (t) => {
    const page = await stage.page(t);
    await pretend(page, 'open');
    await page.goto(`${stage.shop}/privacy`);
    const { pill, panel } = hotlineOn(page);
    await says(pill, NUMBERS.public.display);
    await tabTo(page, new RegExp(NUMBERS.public.display));
    assert.equal(await pill.getAttribute('aria-haspopup'), 'dialog');
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: ZH.checklist }).waitFor();
    assert.match(await focused(page), new RegExp(ZH.greeting));
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    await focusOn(page, NUMBERS.public.display);
    await page.keyboard.press('Space');
    await panel.waitFor();
  });

  test('On a desktop the panel is no trap: Tab leads through it and out again', async (t) => {
    const page = await stage.page(t);
    await page.goto(`${stage.shop}/privacy`);
    const { open } = hotlineOn(page);
    await open();
    for (let presses = 0; presses < 60 && (await focusIn(page)) === 'widget'; presses++)
      await page.keyboard.press('Tab');
    assert.notEqual(await focusIn(page), 'widget');
  });

  test('A callback is asked for and cancelled by keyboard alone', async (t) => {
    const page = await stage.page(t);
    await pretend(page, 'open');
    await page.goto(`${stage.shop}/orders/${ORDER}`);
    const { pill, panel, button } = hotlineOn(page);
    await says(pill, NUMBERS.public.display);
    await tabTo(page, new RegExp(NUMBERS.public.display));
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: ZH.checklist }).waitFor();
    await tabTo(page, ZH.askCallback);
    await page.keyboard.press('Enter');
    await panel.getByLabel(ZH.phone).waitFor();
    await tabTo(page, /phone$/);
    await page.keyboard.type('13600136001');
    await tabTo(page, /topic$/);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, /consent$/);
    await page.keyboard.press('Space');
    await tabTo(page, new RegExp(ZH.submit));
    await page.keyboard.press('Enter');
    await panel.getByText(ZH.passphrase).waitFor();
    assert.equal(await focusIn(page), 'widget', 'the focus went along to the ticket');
    await tabTo(page, new RegExp(ZH.cancel));
    await page.keyboard.press('Enter');
    await button(ZH.cancelYes).waitFor();
    await tabTo(page, new RegExp(ZH.cancelYes));
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: ZH.cancelled }).waitFor();
    assert.equal(
      await focusIn(page),
      'widget',
      'the focus is not lost with the button that had it',
    );
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
  });

  test('The checklist is worked through by keyboard alone', async (t) => {
    const page = await stage.page(t);
    await page.goto(stage.shop);
    const { open, panel } = hotlineOn(page);
    await open();
    await tabTo(page, /row-topic/);
    await page.keyboard.press('Enter');
    await panel.getByRole('radio', { name: ZH.topics.notArrived }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await says(panel.getByRole('status'), '已备 1 / 4');
    await tabTo(page, /row-order/);
    await page.keyboard.press('Space');
    await panel.getByRole('textbox', { name: ZH.order }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type(ORDER);
    await says(panel.getByRole('status'), '已备 2 / 4');
  });
});

describe('A phone', { concurrency: 4 }, () => {
  test('The panel is a modal sheet: the page behind is out of reach, and focus stays', async (t) => {
    const page = await stage.page(t, PHONE);
    await page.goto(`${stage.shop}/privacy`);
    const { open, panel } = hotlineOn(page);
    await open();
    const [sheet, link] = await Promise.all([
      panel.boundingBox(),
      page.locator('a.brand').boundingBox(),
    ]);
    assert.ok(sheet && link);
    assert.ok(
      Math.abs(sheet.width - 390) < 1 && Math.abs(sheet.y + sheet.height - 844) < 1,
      'it fills the bottom of the window',
    );
    assert.notEqual(
      await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.localName, [
        link.x + 5,
        link.y + 5,
      ] as const),
      'a',
      'a tap does not reach the page',
    );
    for (let presses = 0; presses < 25; presses++) {
      await page.keyboard.press('Tab');
      assert.notEqual(await focusIn(page), 'page');
    }
    assert.equal(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      true,
    );
  });

  test('Is closed by the button, by Escape, by a tap beside it, and gives the focus back', async (t) => {
    const page = await stage.page(t, PHONE);
    await stage.signIn(page, 'diamond');
    await page.goto(`${stage.shop}/privacy`);
    const { open, panel, button } = hotlineOn(page);
    const ways = [
      () => button(ZH.close).click(),
      () => page.keyboard.press('Escape'),
      () => page.touchscreen.tap(195, 8),
    ];
    for (const close of ways) {
      await open();
      await close();
      await panel.waitFor({ state: 'hidden' });
      await focusOn(page, NUMBERS.diamond.display);
    }
  });

  test('A callback is asked for by touch', async (t) => {
    const page = await stage.page(t, PHONE);
    await page.goto(stage.shop);
    const { pill, panel, button, phone, topic, consent, submit, ticketNumber } = hotlineOn(page);
    await pill.tap();
    await button(ZH.askCallback).tap();
    await phone.fill('13600136002');
    await topic.selectOption({ label: ZH.topics.refund });
    await consent.tap();
    await submit.tap();
    assert.match(await ticketNumber(), /^\d{12}$/);
    await panel.getByText(ZH.passphrase).waitFor();
  });
});

const widths = {
  'a phone': PHONE,
  'a window of 320 px, as at 400 % zoom': { viewport: { width: 320, height: 640 } },
};
for (const [where, options] of Object.entries(widths)) {
  describe(`In ${where}`, { concurrency: 4 }, () => {
    for (const locale of ['zh-CN', 'en']) {
      test(`Nothing is cut off, scrolls sideways or is too small to press, in ${locale}: home, form, ticket`, async (t) => {
        const page = await stage.page(t, options);
        await pretend(page, 'open');
        await stage.signIn(page, 'diamond');
        await page.goto(`${stage.shop}/orders/${ORDER}`);
        await page.evaluate((lang) => (document.documentElement.lang = lang), locale);
        await page
          .locator('hotline-widget')
          .evaluate((widget, lang) => widget.setAttribute('lang', lang), locale);
        const panel = page.getByRole('dialog');
        const pill = page.locator('hotline-widget [part=launcher]');
        await says(pill, NUMBERS.diamond.display);
        const found: Record<string, string[]> = {};
        const look = async (view: string) => {
          found[`${view}, too wide`] = await tooWide(page);
          found[`${view}, too small`] = await tooSmall(page, 44);
        };
        await look('pill');
        await pill.click();
        await panel.getByRole('heading', { name: /拨打前准备|Before you call/ }).waitFor();
        await panel.getByText(/接通后按键|Keys once connected/).click();
        await panel.locator('#row-topic').click();
        await panel.getByRole('radio').first().check();
        await panel
          .locator('details')
          .filter({ hasText: /一般多久到账|How long does it take/ })
          .click();
        await look('home');
        await panel
          .getByRole('button', { name: /请客服打给我|Have us call you/ })
          .last()
          .click();
        await panel.getByLabel(/您的电话|Your phone number/).waitFor();
        await panel.getByRole('button', { name: /提交，等待来电|Submit and wait/ }).click();
        await panel.getByText(/请填写您的电话|Please enter your phone/).waitFor();
        await panel.getByText(/^(隐私说明|Privacy)$/).click();
        await look('form');
        await panel.getByLabel(/您的电话|Your phone number/).fill('13600136003');
        await panel.getByRole('checkbox', { name: /^同意|^I agree/ }).check();
        await panel.getByRole('button', { name: /提交，等待来电|Submit and wait/ }).click();
        await panel.getByText(/^\d{6}-\d{5}-\d$/).waitFor();
        await look('ticket');
        assert.deepEqual(
          Object.fromEntries(Object.entries(found).filter(([, faults]) => faults.length)),
          {},
        );
      });
    }
  });
}

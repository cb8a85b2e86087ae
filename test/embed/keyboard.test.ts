import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { mockStatus } from './support/mock-contact.ts';
import { smallTargets, overflowing } from './support/visible-elements.ts';
import { focusedElement, waitForFocus, widgetOn, waitForText } from './support/widget-page.ts';
import { TestSite } from './support/test-site.ts';
import { NUMBERS, ORDER, ZH } from './support/ui-text.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Where the focus is. */
const focusIn = (page: Page): Promise<'widget' | 'page' | 'nothing'> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return !element || element === document.body
      ? 'nothing'
      : element.localName === 'hotline-widget'
        ? 'widget'
        : 'page';
  });

/** Presses Tab until an element of the widget with this name or id has the focus. */
const tabTo = async (page: Page, name: RegExp) => {
  const met: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const here = await focusedElement(page);
    if (name.test(here) && (await focusIn(page)) === 'widget') return;
    met.push(here.slice(0, 30));
  }
  assert.fail(`Tab does not lead to ${name}, but to: ${met.join(' → ')}`);
};

describe('The keyboard', { concurrency: 4 }, () => {
  test('moves between page, pill and panel', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    await page.goto(`${site.shop}/privacy`);
    const { pill, panel } = widgetOn(page);
    const heading = panel.getByRole('heading', { name: ZH.checklist });

    await t.test(
      'reaches the pill by Tab, opens the panel by Enter with the focus inside, and closes it by Escape with the focus back',
      async () => {
        await waitForText(pill, NUMBERS.public.display);
        await tabTo(page, new RegExp(NUMBERS.public.display));
        assert.equal(await pill.getAttribute('aria-haspopup'), 'dialog');
        await page.keyboard.press('Enter');
        await heading.waitFor();
        assert.match(await focusedElement(page), new RegExp(ZH.greeting));
        await page.keyboard.press('Escape');
        await panel.waitFor({ state: 'hidden' });
        await waitForFocus(page, NUMBERS.public.display);
        await page.keyboard.press('Space');
        await panel.waitFor();
      },
    );

    await t.test('leads through the desktop panel and out of it again by Tab', async () => {
      await heading.waitFor();
      await waitForFocus(page, ZH.greeting);
      for (let presses = 0; presses < 60 && (await focusIn(page)) === 'widget'; presses++)
        await page.keyboard.press('Tab');
      assert.notEqual(await focusIn(page), 'widget');
    });
  });

  test('is enough', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    await page.goto(site.shop);
    const { pill, panel, button } = widgetOn(page);
    await waitForText(pill, NUMBERS.public.display);
    await tabTo(page, new RegExp(NUMBERS.public.display));
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: ZH.checklist }).waitFor();

    await t.test('to fill in the checklist', async () => {
      await tabTo(page, /row-topic/);
      await page.keyboard.press('Enter');
      await panel.getByRole('radio', { name: ZH.topics.notArrived }).waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await waitForText(panel.getByRole('status'), '已备 1 / 5');
      await tabTo(page, /row-order/);
      await page.keyboard.press('Space');
      await panel.getByRole('textbox', { name: ZH.order }).waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.type(ORDER);
      await waitForText(panel.getByRole('status'), '已备 2 / 5');
    });

    await t.test('to request and cancel a callback', async () => {
      await tabTo(page, ZH.askCallback);
      await page.keyboard.press('Enter');
      await panel.getByLabel(ZH.phone).waitFor();
      await tabTo(page, /phone$/);
      await page.keyboard.type('13600136001');
      await tabTo(page, /topic$/);
      await page.keyboard.press('ArrowDown');
      await tabTo(page, new RegExp(ZH.submit));
      await page.keyboard.press('Enter');
      await panel.getByText(ZH.passphrase).waitFor();
      assert.equal(await focusIn(page), 'widget', 'the focus moves to the ticket');
      await tabTo(page, new RegExp(ZH.cancel));
      await page.keyboard.press('Enter');
      await button(ZH.cancelYes).waitFor();
      await tabTo(page, new RegExp(ZH.cancelYes));
      await page.keyboard.press('Enter');
      await panel.getByRole('heading', { name: ZH.cancelled }).waitFor();
      assert.equal(
        await focusIn(page),
        'widget',
        'the focus stays in the widget when its button goes away',
      );
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'hidden' });
    });
  });
});

test('The panel on a phone', async (t) => {
  const page = await site.page(t, PHONE);
  await site.signIn(page, 'diamond');
  await page.goto(`${site.shop}/privacy`);
  const { open, pill, panel, button, phone, topic, typeNumber, submit, ticketNumber } =
    widgetOn(page);

  await t.test('is a modal sheet that keeps taps and focus from the page behind', async () => {
    await open();
    const [sheet, link] = await Promise.all([
      panel.boundingBox(),
      page.locator('a.brand').boundingBox(),
    ]);
    assert.ok(sheet && link);
    assert.ok(
      Math.abs(sheet.width - 390) < 1 && Math.abs(sheet.y + sheet.height - 844) < 1,
      'the sheet fills the bottom of the window',
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

  await t.test(
    'closes by its button, Escape or a tap outside, and gives the focus back',
    async () => {
      const ways = [
        () => button(ZH.close).click(),
        () => page.keyboard.press('Escape'),
        () => page.touchscreen.tap(195, 8),
      ];
      for (const close of ways) {
        if (!(await panel.isVisible())) await open();
        await close();
        await panel.waitFor({ state: 'hidden' });
        await waitForFocus(page, NUMBERS.diamond.display);
      }
    },
  );

  await t.test('takes a callback request by touch', async () => {
    await pill.tap();
    await button(ZH.askCallback).tap();
    await typeNumber();
    await phone.fill('13600136002');
    await topic.selectOption({ label: ZH.topics.refund });
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
  describe(`The widget in ${where}`, { concurrency: 4 }, () => {
    for (const locale of ['zh-CN', 'en']) {
      test(`has nothing cut off, scrolling sideways or too small to press, in ${locale}: home, form, ticket`, async (t) => {
        const page = await site.page(t, options);
        await mockStatus(page, 'open');
        await site.signIn(page, 'diamond');
        await page.goto(`${site.shop}/orders/${ORDER}`);
        await page.evaluate((lang) => (document.documentElement.lang = lang), locale);
        await page
          .locator('hotline-widget')
          .evaluate((widget, lang) => widget.setAttribute('lang', lang), locale);
        const panel = page.getByRole('dialog');
        const pill = page.locator('hotline-widget [part=launcher]');
        await waitForText(pill, NUMBERS.diamond.display);
        const found: Record<string, string[]> = {};
        const look = async (view: string) => {
          found[`${view}, too wide`] = await overflowing(page);
          found[`${view}, too small`] = await smallTargets(page, 44);
        };
        await look('pill');
        await pill.click();
        await panel.getByRole('heading', { name: /拨打前准备|Before you call/ }).waitFor();
        await panel.getByText(/语音菜单按键|Phone menu/).click();
        await panel.locator('#row-topic').click();
        await panel.getByRole('radio').first().click();
        await panel
          .locator('details')
          .filter({ hasText: /一般多久到账|How long does it take/ })
          .click();
        await look('home');
        await panel
          .getByRole('button', { name: /请客服回电|Request a callback/ })
          .last()
          .click();
        const other = panel.getByRole('button', { name: /换个号码|Use another number/ });
        await other.waitFor();
        await look('form, known number');
        await other.click();
        await panel.getByRole('button', { name: /提交回电申请|submit the request/ }).click();
        await panel.getByText(/请填写您的电话|Please enter your phone/).waitFor();
        await panel.getByText(/^(隐私说明|Privacy)$/).click();
        await look('form');
        await panel.getByLabel(/您的电话|Your phone number/).fill('13600136003');
        await panel.getByRole('button', { name: /提交回电申请|submit the request/ }).click();
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

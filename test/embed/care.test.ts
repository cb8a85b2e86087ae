import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { runAxe } from './support/axe.ts';
import { alterContact, mockStatus } from './support/mock-contact.ts';
import { hardToRead } from './support/reading.ts';
import { TestSite } from './support/test-site.ts';
import { ZH } from './support/ui-text.ts';
import { overflowing, smallTargets } from './support/visible-elements.ts';
import { waitForFocus, widgetOn } from './support/widget-page.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

/** Opens the panel and switches care mode on. */
const openInCare = async (page: Page) => {
  const hotline = widgetOn(page);
  await hotline.open();
  await hotline.button(ZH.care).click();
  await hotline.button(ZH.careOff).waitFor();
  return hotline;
};

/** What breaks the rules of care mode as the widget shows now, by rule. */
const faultsIn = async (page: Page, least: number): Promise<Record<string, string[]>> => {
  const found = {
    'small targets': await smallTargets(page, 60),
    axe: (await runAxe(page, 'hotline-widget')).violations,
    'sticks out': await overflowing(page),
    ...(await hardToRead(page, least)),
  };
  return Object.fromEntries(Object.entries(found).filter(([, faults]) => faults.length));
};

/** A screenshot of a phone, as PNG. */
const drawPicture = async (page: Page): Promise<Buffer> =>
  Buffer.from(
    await page.evaluate(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 540, height: 1200 });
      canvas.getContext('2d')?.fillRect(0, 0, 540, 600);
      return canvas.toDataURL().split(',')[1] ?? '';
    }),
    'base64',
  );

/** A device with a Chinese voice, which notes what it is told to say. */
const withVoice = (page: Page) =>
  page.addInitScript({
    content: `
      const said = [];
      Object.defineProperty(window, 'speechSynthesis', {
        value: {
          said,
          getVoices: () => [{ lang: 'zh_CN' }],
          cancel: () => said.push('(stopped)'),
          speak: ({ text }) => said.push(text),
        },
      });
      window.SpeechSynthesisUtterance = class {
        constructor(text) {
          this.text = text;
        }
      };`,
  });

const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window.speechSynthesis as unknown as { said: string[] }).said);

describe('Care mode', { concurrency: 3 }, () => {
  for (const [path, width, phone] of [
    ['/privacy', 1280, '13500135003'],
    ['/dark', 390, '13500135004'],
    ['/privacy', 320, '13500135005'],
    ['/dark', 1280, '13500135006'],
    ['/privacy', 390, '13500135007'],
    ['/dark', 320, '13500135008'],
  ] as const)
    test(`can be read and pressed in every view, on ${path} at ${width} px`, async (t) => {
      const page = await site.page(t, { viewport: { width, height: 844 } });
      await mockStatus(page, 'open');
      await page.goto(site.shop + path);
      const hotline = await openInCare(page);
      const found: Record<string, unknown> = {};
      const look = async (view: string, least = 18) => {
        const faults = await faultsIn(page, least);
        if (Object.keys(faults).length) found[view] = faults;
      };
      await look('home');
      await hotline.button(ZH.larger).click();
      await hotline.button(ZH.larger).click();
      await look('home, largest');
      const main = await hotline.panel
        .getByText(ZH.safe)
        .evaluate((text) =>
          parseFloat(getComputedStyle((text.getRootNode() as ShadowRoot).host).fontSize),
        );
      assert.ok(main >= 30, `main text has ${main} px`);
      await hotline.button(ZH.moreHelp).click();
      await hotline.panel.getByRole('heading', { name: ZH.checklist }).waitFor();
      await look('all of home, largest');
      await hotline.button(ZH.askCallback).click();
      await hotline.panel.getByLabel(ZH.whichPhone).waitFor();
      await look('short form, largest');
      await hotline.button(ZH.smaller).click();
      await hotline.button(ZH.smaller).click();
      await hotline.button(ZH.callMe).click();
      await hotline.panel.getByText(ZH.problems.empty).waitFor();
      await look('short form, with a problem');
      await hotline.button(ZH.moreToSay).click();
      await hotline.submit.waitFor();
      await look('whole form');
      await hotline.button(ZH.back).click();
      await hotline.button(ZH.askCallback).click();
      await hotline.panel.getByLabel(ZH.whichPhone).fill(phone);
      const [request] = await Promise.all([
        page.waitForRequest(/\/v1\/callbacks$/),
        hotline.button(ZH.callMe).click(),
      ]);
      assert.equal((request.postDataJSON() as { senior?: boolean }).senior, true);
      await hotline.panel.getByText(ZH.passphrase).waitFor();
      await look('ticket');
      await hotline.button(ZH.larger).click();
      await hotline.button(ZH.larger).click();
      await look('ticket, largest');
      await hotline.panel.getByText(ZH.ticketMore).click();
      await hotline.button(ZH.cancel).waitFor();
      await look('all of the ticket, largest');
      await hotline.button(ZH.cancel).click();
      await hotline.button(ZH.cancelYes).waitFor();
      await look('question before cancelling, largest');
      await hotline.button(ZH.back).click();
      await hotline.panel.locator('hotline-ticket-card').getByText(ZH.viewTicket).waitFor();
      await look('home with a ticket, largest');
      assert.deepEqual(found, {});
    });

  for (const [tier, path, width] of [
    ['vip', '/privacy', 320],
    ['diamond', '/dark', 390],
    ['normal', '/privacy', 1280],
  ] as const)
    test(`can be read and pressed in what is seldom used, as ${tier} on ${path} at ${width} px`, async (t) => {
      const page = await site.page(t, { viewport: { width, height: 844 } });
      await mockStatus(page, 'busy');
      await site.signIn(page, tier);
      await page.goto(site.shop + path);
      const hotline = await openInCare(page);
      const { panel, button } = hotline;
      const found: Record<string, unknown> = {};
      const look = async (view: string) => {
        const faults = await faultsIn(page, 18);
        if (Object.keys(faults).length) found[view] = faults;
      };
      await button(ZH.larger).click();
      await button(ZH.larger).click();
      await look('home');

      await button(/核对一下/).click();
      const caller = panel.getByLabel('给您打电话的号码');
      await button(/^核对$/).click();
      await panel.getByText('请填写来电号码').waitFor();
      await look('a number to check, missing');
      await caller.fill('13912345678');
      await button(/^核对$/).click();
      await panel.getByText('这不是本店的号码').waitFor();
      await look('a number that is not ours');
      await button(ZH.back).click();

      await button(ZH.moreHelp).click();
      await button(/^遇到什么问题/).click();
      await panel.getByRole('radio', { name: ZH.topics.notArrived }).waitFor();
      await look('topics');
      await panel.getByRole('radio', { name: ZH.topics.notArrived }).click();
      const order = panel.getByRole('textbox', { name: ZH.order });
      await order.fill('6222021234567890128');
      await button('遮住').waitFor();
      await order.blur();
      await look('a secret in a field');
      await order.fill('12345');
      await panel.getByText('不像本店的订单号').first().waitFor();
      await look('a doubtful order number');
      await button(/^发生时间/).click();
      await button(ZH.justNow).waitFor();
      await look('the time');
      await button(/^截图/).click();
      await panel.getByLabel('选择图片').setInputFiles([
        { name: 'order.png', mimeType: 'image/png', buffer: await drawPicture(page) },
        { name: '说明.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no picture') },
      ]);
      await button('不用涂').waitFor();
      await look('a screenshot');
      await button('涂掉隐私').click();
      const editor = page.getByRole('dialog', { name: '涂掉隐私' });
      await editor.getByRole('button', { name: '加大' }).waitFor();
      await look('covering a part of it');
      await editor.getByRole('button', { name: '取消' }).click();
      await button('不用涂').click();
      await panel.getByText('1 张截图都已传好').waitFor();
      await button('生成通话码').click();
      await button('复制通话码').click();
      await look('the code');

      await button(ZH.askCallback).click();
      await button(ZH.callMe).waitFor();
      await page.route(/\/v1\/callbacks/, (route) => route.fulfill({ status: 502 }));
      await button(ZH.callMe).click();
      await panel.getByText(ZH.notKnown).waitFor();
      await look('a request that was not answered');
      await button(ZH.withdraw).click();
      await page.context().setOffline(true);
      await button(ZH.callMe).click();
      await panel.getByText(ZH.offline).waitFor();
      await look('a request that waits for the network');
      await button(ZH.back).click();
      await button('查看申请').waitFor();
      await look('home with a request that waits');
      await button(ZH.close).click();
      await hotline.pill.waitFor();
      const { small } = await hardToRead(page, 18);
      if (small.length) found['pill'] = small;
      await page.context().setOffline(false);
      assert.deepEqual(found, {});
    });

  test('has room for English words on the narrowest phones', async (t) => {
    const page = await site.page(t, { viewport: { width: 320, height: 844 } });
    await mockStatus(page, 'open');
    await site.signIn(page, 'vip');
    await page.goto(site.shop);
    const hotline = await openInCare(page);
    await hotline.button(ZH.larger).click();
    await hotline.button(ZH.larger).click();
    await hotline.widget.evaluate((widget) => widget.setAttribute('lang', 'en'));
    const found: Record<string, unknown> = {};
    const look = async (view: string) => {
      const faults = await faultsIn(page, 18);
      if (Object.keys(faults).length) found[view] = faults;
    };
    await hotline.button('More help').click();
    await look('home');
    await hotline.button('Request a callback').click();
    await hotline.button('Use another number').click();
    await look('short form');
    await hotline.button('I want to say more').click();
    await hotline.panel.getByText(/^Add a time/).click();
    await look('whole form');
    assert.deepEqual(found, {});
  });

  test('is found in the panel, stays on later pages once used, and is left again', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    await page.goto(site.shop);
    const hotline = widgetOn(page);
    await hotline.open();
    const kept = (): Promise<string[]> =>
      page.evaluate(() =>
        Object.keys(localStorage).filter((key) => /^hotline:(?:care|text-size)$/.test(key)),
      );
    assert.deepEqual(await kept(), [], 'nothing is kept before it was used');
    await hotline.button(ZH.care).click();
    await hotline.button(ZH.larger).click();
    await waitForFocus(page, ZH.larger);

    await page.goto(`${site.shop}/privacy`);
    await page.locator('hotline-widget[care]').waitFor({ state: 'attached' });
    await hotline.pill.click();
    await hotline.button(ZH.careOff).waitFor();
    assert.equal(
      await hotline.panel
        .getByText(ZH.safe)
        .evaluate((text) => getComputedStyle((text.getRootNode() as ShadowRoot).host).fontSize),
      '25px',
    );
    await hotline.button(ZH.careOff).click();
    await hotline.button(ZH.care).waitFor();
    await waitForFocus(page, ZH.greeting);

    await page.goto(site.shop);
    await hotline.open();
    await hotline.button(ZH.care).waitFor();
    assert.equal(await hotline.button(ZH.careOff).count(), 0);
  });

  test('reads a screen aloud when asked, and stops when it is left', async (t) => {
    const page = await site.page(t);
    await withVoice(page);
    await mockStatus(page, 'open');
    await page.goto(site.shop);
    const hotline = await openInCare(page);
    assert.deepEqual(await said(page), [], 'nothing is said unasked');
    await hotline.button(ZH.readAloud).click();
    await hotline.button(ZH.stopReading).waitFor();
    const words = await said(page);
    assert.ok(words.some((text) => text.includes(ZH.greeting)));
    assert.ok(words.includes('4 0 0, 1 2 3, 4 5 6 7'), words.join(' | '));
    assert.ok(!words.some((text) => text.includes(ZH.careOff)));
    await hotline.button(ZH.askCallback).click();
    await hotline.button(ZH.readAloud).waitFor();
    assert.equal((await said(page)).at(-1), '(stopped)');
    await hotline.button(ZH.readAloud).click();
    await hotline.button(ZH.stopReading).click();
    await hotline.button(ZH.readAloud).click();
    assert.notEqual((await said(page)).at(-1), '(stopped)');
    await hotline.button(ZH.close).click();
    await page.waitForFunction(
      () =>
        (window.speechSynthesis as unknown as { said: string[] }).said.slice(-1)[0] === '(stopped)',
    );
  });

  test('offers no reading aloud on a device without a voice', async (t) => {
    const page = await site.page(t);
    await page.goto(site.shop);
    const hotline = await openInCare(page);
    assert.equal(await hotline.button(ZH.readAloud).count(), 0);
  });

  test('takes one press for a callback to a number that the shop knows', async (t) => {
    const page = await site.page(t);
    await mockStatus(page, 'open');
    await site.signIn(page, 'vip');
    await alterContact(page, ({ member }) =>
      assert.ok(member['phone'], 'the shop knows the number'),
    );
    await page.goto(site.shop);
    const hotline = await openInCare(page);
    await hotline.button(ZH.askCallback).click();
    await page.route(/\/v1\/callbacks$/, (route) => route.abort());
    const [request] = await Promise.all([
      page.waitForRequest(/\/v1\/callbacks$/),
      hotline.button(ZH.callMe).click(),
    ]);
    assert.equal((request.postDataJSON() as { phone?: string }).phone, undefined);
  });
});

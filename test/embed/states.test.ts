import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { runAxe } from './support/axe.ts';
import { alterContact, mockStatus } from './support/mock-contact.ts';
import { overflowing } from './support/visible-elements.ts';
import { widgetOn, waitForText } from './support/widget-page.ts';
import { openCustomPage, startServer, scriptTag } from './support/custom-page.ts';
import { TestSite } from './support/test-site.ts';
import { NUMBERS, ORDER, ZH } from './support/ui-text.ts';

let site: TestSite;
before(async () => void (site = await TestSite.shared()));
after(() => TestSite.release());

/** The violations that axe-core finds in the widget as it shows now, by all its rules. */
const violationsIn = async (page: Page): Promise<string[]> => {
  const { passes, violations } = await runAxe(page, 'hotline-widget');
  assert.ok(passes > 0, 'axe examined the widget');
  return violations;
};

const clean = async (page: Page) => assert.deepEqual(await violationsIn(page), []);

describe('axe finds nothing wrong', { concurrency: 4 }, () => {
  const situations = [
    ['guest', 'open', /正在接听/],
    ['guest', 'closed', ZH.bookOnPill],
    ['normal', 'busy', NUMBERS.member.display],
    ['vip', 'open', NUMBERS.vip.display],
    ['vip', 'unknown', NUMBERS.vip.display],
    ['diamond', 'busy', NUMBERS.diamond.display],
  ] as const;
  const words = { open: ZH.open, busy: ZH.busy, closed: ZH.closed, unknown: ZH.unknown };
  for (const [tier, state, onPill] of situations) {
    test(`in pill and home view of ${tier} while the line is ${state}, on light and dark pages, and the state is given in words`, async (t) => {
      const page = await site.page(t);
      await mockStatus(page, state);
      await site.signIn(page, tier);
      for (const path of ['/privacy', '/dark']) {
        await page.goto(site.shop + path);
        const { pill, open, panel } = widgetOn(page);
        await waitForText(pill, onPill);
        await clean(page);
        await open();
        await waitForText(panel.getByText(words[state]), words[state]);
        await panel.getByText('语音菜单按键').click();
        await panel.locator('#row-topic').click();
        await panel.getByRole('radio', { name: ZH.topics.notArrived }).click();
        await clean(page);
      }
    });
  }

  for (const path of ['/privacy', '/dark']) {
    test(`in the form, its error messages and the ticket, on ${path}`, async (t) => {
      const page = await site.page(t);
      await page.goto(site.shop + path);
      const hotline = widgetOn(page);
      await hotline.openForm();
      await clean(page);
      await hotline.order.fill('12345');
      await hotline.submit.click();
      await hotline.panel.getByText(ZH.problems.empty).waitFor();
      await hotline.panel.getByText('隐私说明').click();
      await clean(page);
      await hotline.ask(path === '/privacy' ? '13500135001' : '13500135002');
      await clean(page);
      await hotline.button(ZH.cancel).click();
      await hotline.panel.getByText(ZH.cancelSure).waitFor();
      await clean(page);
      await hotline.button(ZH.cancelYes).click();
      await hotline.panel.getByRole('heading', { name: ZH.cancelled }).waitFor();
      await clean(page);
    });
  }

  test('in the panel that waits for a slow desk, and with the fallback number', async (t) => {
    const page = await site.page(t);
    const silent = await startServer(t, () => undefined);
    await openCustomPage(site, page, {
      body: `<h1>A shop</h1>${scriptTag({ desk: silent, phone: '400-555-0199' })}`,
    });
    const { pill, panel } = widgetOn(page);
    await pill.click();
    await panel.getByRole('status', { name: ZH.loading }).waitFor();
    await clean(page);
    await panel.getByText(ZH.unreachable).waitFor();
    await clean(page);
  });

  test('in a widget without any number', async (t) => {
    const page = await site.page(t);
    const dead = await startServer(t, (_request, response) => response.destroy());
    await openCustomPage(site, page, { body: `<h1>A shop</h1>${scriptTag({ desk: dead })}` });
    const { pill, panel } = widgetOn(page);
    await waitForText(pill, NUMBERS.public.label);
    await clean(page);
    await pill.click();
    await panel.getByText(ZH.unreachable).waitFor();
    await clean(page);
  });

  test('in the elements of the member centre', async (t) => {
    const page = await site.page(t);
    await site.signIn(page, 'vip');
    await page.goto(`${site.shop}/member`);
    await page.getByRole('main').getByRole('button', { name: ZH.otherPhone }).waitFor();
    const elements = ['number', 'ticket', 'checklist', 'callback'].map((name) => [
      `hotline-${name}`,
    ]);
    const found = await runAxe(page, { include: elements });
    assert.deepEqual(found.violations, []);
  });
});

describe('Long names', { concurrency: 4 }, () => {
  for (const width of [1280, 390, 320]) {
    test(`of lines, members, topics and perks fit a window of ${width} px`, async (t) => {
      const page = await site.page(t, { viewport: { width, height: 844 } });
      const long = '尊享全球至尊黑金钻石会员一对一专属顾问全天候服务热线（含港澳台与海外地区）';
      const word =
        'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
      await alterContact(page, (answer) => {
        answer.status = { state: 'open', asOf: new Date().toISOString() };
        Object.assign(answer.line, {
          label: long,
          display: '+86 21 5555 0188',
          perks: [long, word],
          menu: [{ keys: '1,2,3,4,5,6', label: word }],
        });
        answer.member = {
          verified: true,
          name: word,
          tier: { id: 'x', label: long, style: 'diamond' },
        };
        answer.brand['name'] = long;
        answer.topics.forEach((topic) => (topic['label'] = `${long}${word}`));
        answer.notices = [word];
      });
      await page.goto(`${site.shop}/orders/${ORDER}`);
      const { pill, open, panel, button, phone } = widgetOn(page);
      await waitForText(pill, '+86 21 5555 0188');
      assert.deepEqual(await overflowing(page), []);
      await open();
      await panel.locator('#row-topic').click();
      await panel.getByText('语音菜单按键').click();
      assert.deepEqual(await overflowing(page), []);
      await button(ZH.askCallback).last().click();
      await phone.waitFor();
      assert.deepEqual(await overflowing(page), []);
    });
  }
});

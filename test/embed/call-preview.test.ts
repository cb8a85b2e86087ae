import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addAgent, signIn, signInToApi } from './support/console-page.ts';
import { TestSite } from './support/test-site.ts';
import { ORDER } from './support/ui-text.ts';
import { waitForText, widgetOn } from './support/widget-page.ts';

const LI = { login: 'li', name: '小李', password: 'a-long-password-of-li' };
/** The panel asks the desk every 4 seconds while an agent holds the ticket, ms. */
const LATEST_MS = 10_000;

let site: TestSite;
before(async () => {
  site = await TestSite.open();
  await addAgent(site, LI, 'supervisor');
});
after(() => site.close());

describe('A member whom an agent calls', () => {
  for (const [width, height, phone] of [
    [1280, 900, '13800138411'],
    [390, 844, '13800138412'],
  ] as const)
    test(`reads it in the open ticket before the phone rings, and reports another caller, at ${width} px`, async (t) => {
      const [desk, guest] = [await site.page(t), await site.page(t)];
      await guest.setViewportSize({ width, height });
      await guest.goto(`${site.shop}/orders/${ORDER}`);
      const hotline = widgetOn(guest);
      await hotline.openForm();
      const number = await hotline.ask(phone);
      const agent = await signInToApi(site, LI);
      const view = (await agent('POST', `/tickets/${number}/claim`)) as { passphrase: string };

      await signIn(desk, site, LI);
      await desk.goto(`${site.deskOrigin}/console/ticket/${number}`);
      await hotline.panel.getByText('客服已接单').first().waitFor();
      const begun = Date.now();
      await desk.getByRole('button', { name: '已用话机拨出，开始通话' }).click();
      await hotline.panel.getByRole('heading', { name: '正在给您打电话' }).waitFor();
      await waitForText(hotline.panel, '来电号码');
      const took = Date.now() - begun;
      t.diagnostic(`the panel says so after ${took} ms`);
      assert.ok(took < LATEST_MS, `${took} ms`);
      await waitForText(hotline.panel, view.passphrase);

      await t.test('on the closed pill, too', async () => {
        await hotline.button('关闭').click();
        await waitForText(hotline.pill, '正在给您打电话');
        await hotline.open();
        await hotline.button('查看工单').click();
      });

      await t.test('and the agent sees at once which number the member has reported', async () => {
        await hotline.button('来电是别的号码？举报').click();
        await waitForText(hotline.panel, '已举报。请马上挂断');
        await waitForText(hotline.panel, '96110');
        await hotline.panel.getByLabel('刚才来电的号码').fill('+1 415 555 0100');
        await hotline.button('补充号码').click();
        await waitForText(hotline.panel, '号码已收到');
        await waitForText(desk.locator('desk-ticket'), '会员举报：有人冒充本店来电');
        await waitForText(desk.locator('desk-ticket'), '+1 415 555 0100');
      });

      await t.test('until the agent says how the call went', async () => {
        await agent('POST', `/tickets/${number}/result`, { result: 'solved' });
        await hotline.panel.getByRole('heading', { name: '已解决' }).waitFor();
        assert.equal(await hotline.panel.getByText('来电口令', { exact: true }).count(), 0);
      });
    });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addAgent, CONSOLE_ZH, rowOf, signIn } from './support/console-page.ts';
import { widgetOn, waitForText } from './support/widget-page.ts';
import { TestSite } from './support/test-site.ts';
import { ORDER } from './support/ui-text.ts';

const MEI = { login: 'mei', name: '小梅', password: 'a-long-password-of-mei' };
const LAN = { login: 'lan', name: '小兰', password: 'a-long-password-of-lan' };

let site: TestSite;
before(async () => {
  site = await TestSite.open();
  await addAgent(site, MEI, 'supervisor');
  await addAgent(site, LAN);
});
after(() => site.close());

describe('A callback between member and agent', () => {
  test('reaches the open console within a second, and the open widget shows each step up to the feedback on the wall', async (t) => {
    const [desk, member] = [await site.page(t), await site.page(t)];
    await signIn(desk, site, MEI);
    await desk.getByText('实时').waitFor();

    await site.signIn(member, 'vip');
    await member.goto(`${site.shop}/orders/${ORDER}`);
    const hotline = widgetOn(member);
    await hotline.openForm();
    const stored = member.waitForResponse(
      (answer) => answer.url().endsWith('/v1/callbacks') && answer.status() === 201,
    );
    await hotline.fill('13800138321');
    // From here on the console is sent its data by the stream; it must request nothing.
    const asked: string[] = [];
    desk.on(
      'request',
      (request) => request.url().includes('/console/api/queue') && asked.push(request.url()),
    );
    await hotline.submit.click();
    const { number, passphrase } = (await (await stored).json()) as {
      number: string;
      passphrase: string;
    };
    const at = performance.now();
    await rowOf(desk, number).waitFor();
    const ms = performance.now() - at;
    t.diagnostic(`in the console ${Math.round(ms)} ms after the member's answer`);
    assert.ok(ms < 1000, `${ms} ms`);
    assert.deepEqual(asked, []);
    assert.doesNotMatch(
      await rowOf(desk, number).innerText(),
      /13800138321/,
      'only the agent who claims the ticket sees the phone number',
    );

    await rowOf(desk, number).click();
    await desk.getByRole('button', { name: CONSOLE_ZH.claim, exact: true }).click();
    await waitForText(desk.locator('desk-ticket'), passphrase);
    await waitForText(desk.locator('desk-ticket'), ORDER);
    await waitForText(hotline.panel, '客服已接单');

    // Following the tel: link would open a dialog of the browser over the page.
    await desk.getByRole('link', { name: CONSOLE_ZH.dial }).waitFor();
    await desk.getByRole('button', { name: CONSOLE_ZH.call }).click();
    await waitForText(hotline.panel, '正在给您打电话');

    await desk.getByRole('radio', { name: CONSOLE_ZH.solved }).check();
    await desk.getByRole('button', { name: CONSOLE_ZH.end }).click();
    await waitForText(hotline.panel, '已解决');
    await rowOf(desk, number).waitFor({ state: 'detached' });

    await hotline.panel.getByRole('radio', { name: '满意', exact: true }).check();
    await hotline.panel.getByLabel('想说的话').fill('回得很快');
    await hotline.button('提交评价').click();
    await desk.getByRole('link', { name: CONSOLE_ZH.wall }).click();
    await waitForText(desk.locator('desk-wall'), '回得很快');

    // The shop received the webhooks: its order page lists the result.
    await member.reload();
    await waitForText(member.locator('.service'), '已解决');
  });

  test('shows other agents who has claimed it, and hides its phone number from them', async (t) => {
    const [mei, lan, member] = [await site.page(t), await site.page(t), await site.page(t)];
    await Promise.all([signIn(mei, site, MEI), signIn(lan, site, LAN)]);
    await member.goto(`${site.shop}/orders/${ORDER}`);
    const hotline = widgetOn(member);
    await hotline.openForm();
    const number = await hotline.ask('13800138322');
    await rowOf(mei, number).click();
    await mei.getByRole('button', { name: CONSOLE_ZH.claim, exact: true }).click();
    await waitForText(rowOf(lan, number), `${MEI.name} 处理中`);
    await rowOf(lan, number).click();
    await waitForText(lan.locator('desk-ticket'), `${MEI.name} 于`);
    assert.equal(await lan.getByRole('button', { name: CONSOLE_ZH.claim, exact: true }).count(), 0);
    assert.doesNotMatch(await lan.locator('desk-ticket').innerText(), /138\s?0013\s?8322/);
  });
});

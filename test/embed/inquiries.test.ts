import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { addAgent, signIn } from './support/console-page.ts';
import { TestSite } from './support/test-site.ts';
import { ORDER } from './support/ui-text.ts';
import { waitForText, widgetOn } from './support/widget-page.ts';

const MEI = { login: 'mei', name: '小梅', password: 'a-long-password-of-mei' };
const SIZES = [
  { width: 1280, height: 900, phone: '13800138611' },
  { width: 390, height: 844, phone: '13800138622' },
];

let site: TestSite;
before(async () => {
  site = await TestSite.open();
  await addAgent(site, MEI);
});
after(() => site.close());

/** In the ticket that the console shows: asks for something of this kind. */
async function ask(console_: Page, kind: string, words = ''): Promise<void> {
  const inquiries = console_.locator('desk-inquiries');
  await inquiries.getByRole('button', { name: kind, exact: true }).click();
  await inquiries.getByRole('textbox').fill(words);
  await inquiries.getByRole('button', { name: '发给会员' }).click();
  await waitForText(inquiries, '等会员补充');
}

/** A picture that the browser draws. */
const SCREENSHOT = `(async () => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 600, height: 1200 });
  canvas.getContext('2d').fillRect(0, 0, 600, 600);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  return [...new Uint8Array(await blob.arrayBuffer())];
})()`;

for (const { width, height, phone } of SIZES)
  describe(`What an agent asks for, ${width} px wide`, () => {
    test('reaches the member, and the answer reaches the agent', async (t) => {
      const viewport = { width, height };
      const [member, agent] = [await site.page(t, { viewport }), await site.page(t, { viewport })];
      const hotline = widgetOn(member);
      await member.goto(site.shop);
      await hotline.openForm();
      const number = await hotline.ask(phone);
      await signIn(agent, site, MEI);
      await agent.goto(`${site.deskOrigin}/console/ticket/${number}`);
      const inquiries = agent.locator('desk-inquiries');

      await t.test('as a question in their open ticket, answered with one press', async () => {
        await ask(agent, '是或否', '重新登录后到了吗？');
        await hotline.panel.getByRole('heading', { name: '重新登录后到了吗？' }).waitFor();
        await hotline.panel.getByRole('button', { name: '否', exact: true }).click();
        await waitForText(hotline.panel, '已发给客服');
        await waitForText(inquiries.getByRole('listitem'), /重新登录后到了吗？[^]*否[^]*补充/);
      });

      await t.test('never as a question for a secret', async () => {
        await inquiries.getByRole('button', { name: '是或否', exact: true }).click();
        await inquiries.getByRole('textbox').fill('验证码是多少？');
        await inquiries.getByRole('button', { name: '发给会员' }).click();
        await waitForText(inquiries.getByRole('alert'), '客服从不索要');
        await inquiries.getByRole('button', { name: '取消' }).click();
      });

      await t.test('on the pill while the panel is closed', async () => {
        await member.keyboard.press('Escape');
        await ask(agent, '订单号');
        await member.reload();
        await waitForText(hotline.pill, '客服请您补充一项');
        await hotline.pill.click();
        await waitForText(hotline.panel, '客服请您补充一项');
        await hotline.button('查看工单').click();
        await hotline.panel.getByRole('textbox', { name: /^订单号/ }).fill(ORDER);
        await hotline.button('发给客服').click();
        await waitForText(hotline.panel, '已发给客服');
        await waitForText(agent.locator('desk-brief'), ORDER);
      });

      await t.test('as a screenshot, which stands with the others', async () => {
        await ask(agent, '截图', '充值页面');
        await waitForText(hotline.panel, '充值页面');
        const buffer = Buffer.from(await member.evaluate<number[]>(SCREENSHOT));
        await hotline.panel
          .getByLabel('选择图片')
          .setInputFiles({ name: 'page.png', mimeType: 'image/png', buffer });
        await hotline.button('不用涂，就这样用').click();
        await hotline.button('发给客服').click();
        await waitForText(hotline.panel, '已发给客服');
        await agent.getByRole('button', { name: '查看第 1 张截图，共 1 张' }).waitFor();
      });

      const wide = await member.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide}`);
    });
  });

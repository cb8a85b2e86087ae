import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addAgent, signIn, signInToApi } from './support/console-page.ts';
import { TestSite } from './support/test-site.ts';
import { ORDER } from './support/ui-text.ts';
import { waitForText, widgetOn } from './support/widget-page.ts';

const MEI = { login: 'mei', name: '小梅', password: 'a-long-password-of-mei' };

let site: TestSite;
before(async () => {
  site = await TestSite.open();
  await addAgent(site, MEI, 'supervisor');
});
after(() => site.close());

/** The twelve digits of the first ticket number in a text. */
const numberIn = (text: string): string =>
  (/\d{6}-\d{5}-\d/.exec(text)?.[0] ?? 'no ticket number').replace(/\D/g, '');

describe('A call of a guest who reads out a code', () => {
  test('shows on their page with the number that the agent reads out, through a reload, until it is rated', async (t) => {
    const [desk, guest] = [await site.page(t), await site.page(t)];
    await signIn(desk, site, MEI);
    await guest.goto(`${site.shop}/orders/${ORDER}`);
    const hotline = widgetOn(guest);
    await hotline.open();
    // What turns the checklist into a summary is loaded once the member turns to it.
    await hotline.panel.getByText('订单号').first().hover();
    await hotline.button('生成通话码').click();
    const code = await hotline.panel.getByText(/^\d{6}$/).innerText();

    await desk.getByRole('button', { name: '接听来电' }).click();
    await desk.getByRole('dialog').getByRole('textbox').first().fill(code);
    await desk.getByRole('dialog').getByRole('textbox').first().press('Enter');
    await waitForText(desk.locator('desk-ticket'), ORDER);
    const number = /\d{12}/.exec(desk.url())?.[0] ?? 'no ticket number';

    await hotline.panel.getByRole('heading', { name: '正在与客服通话' }).waitFor();
    assert.equal(numberIn(await hotline.panel.innerText()), number);

    await t.test('on the pill after a reload, too', async () => {
      await guest.reload();
      await waitForText(hotline.pill, '正在与客服通话');
    });

    await t.test('titled as a call, without a word of a callback', async () => {
      await hotline.open();
      await hotline.button('查看工单').click();
      await hotline.panel.getByRole('heading', { name: '来电工单' }).waitFor();
      await waitForText(hotline.panel, '您打来电话，客服已接听');
      const words = await hotline.panel.innerText();
      assert.equal(await hotline.ticketNumber(), number);
      assert.doesNotMatch(words, /回电工单|已提交|正在给您打电话/);
    });

    await t.test('and asks for a rating once the agent has ended it', async () => {
      const agent = await signInToApi(site, MEI);
      await agent('POST', `/tickets/${number}/result`, { result: 'solved', conclusion: '已补发' });
      await waitForText(hotline.panel, '已补发');
      await hotline.panel.getByRole('radio', { name: '满意', exact: true }).check();
      await hotline.button('提交评价').click();
      await waitForText(hotline.panel, '您的评价已收到');
    });
  });
});

describe('A member', () => {
  test('finds the callback of another device, and opens it again where it is not solved', async (t) => {
    const [first, second] = [await site.page(t), await site.page(t)];
    await site.signIn(first, 'vip');
    await first.goto(`${site.shop}/orders/${ORDER}`);
    const asking = widgetOn(first);
    await asking.openForm();
    const number = await asking.ask('13800138322');

    await site.signIn(second, 'vip', first);
    await second.goto(site.shop);
    const hotline = widgetOn(second);
    await waitForText(hotline.pill, '回电');
    await hotline.open();
    await hotline.button('查看工单').click();
    assert.equal(await hotline.ticketNumber(), number);

    const agent = await signInToApi(site, MEI);
    for (const step of ['claim', 'call']) await agent('POST', `/tickets/${number}/${step}`);
    await agent('POST', `/tickets/${number}/result`, { result: 'not-reached' });
    await hotline.panel.getByRole('heading', { name: /^未接通/ }).waitFor();

    await agent('POST', `/tickets/${number}/claim`);
    await agent('POST', `/tickets/${number}/result`, { result: 'solved' });
    await hotline.button('没解决，请再联系我').click();
    await hotline.panel.getByLabel('还有什么没解决？').fill('少了一张');
    await hotline.button('请再打给我').click();
    await hotline.panel.getByRole('heading', { name: '已收到，我们会回电给您' }).waitFor();
    const { note, timeline } = (await agent('GET', `/tickets/${number}`)) as {
      note: string;
      timeline: { kind: string; actor: string }[];
    };
    assert.match(note, /少了一张$/);
    assert.deepEqual(
      timeline.slice(-1).map(({ kind, actor }) => [kind, actor]),
      [['reopened', 'member']],
    );
  });

  test('finds all of their open tickets on each device, and moves between them', async (t) => {
    const [first, second] = [await site.page(t), await site.page(t)];
    await site.signIn(first, 'vip');
    await site.signIn(second, 'vip', first);
    const numbers: string[] = [];
    // Both pages are there before the member asks for anything.
    for (const page of [first, second]) await page.goto(`${site.shop}/orders/${ORDER}`);
    for (const [page, phone] of [
      [first, '13800138331'],
      [second, '13800138332'],
    ] as const) {
      await widgetOn(page).openForm();
      numbers.push(await widgetOn(page).ask(phone));
    }
    const [one = '', other = ''] = numbers;

    await first.reload();
    const hotline = widgetOn(first);
    await hotline.open();
    const shown = (number: string) => number.replace(/(.{6})(.{5})/, '$1-$2-');
    await hotline.button(new RegExp(`${shown(other)}$`)).press('Enter');
    await hotline.panel.getByRole('heading', { name: '已收到，我们会回电给您' }).waitFor();
    assert.equal(await hotline.ticketNumber(), other);

    const agent = await signInToApi(site, MEI);
    for (const step of ['claim', 'call']) await agent('POST', `/tickets/${one}/${step}`);
    await first.reload();
    await waitForText(hotline.pill, '正在给您打电话');
    await hotline.open();
    await hotline.button(new RegExp(`正在给您打电话 .*${shown(one)}$`)).press('Enter');
    await hotline.panel.getByRole('heading', { name: '正在给您打电话' }).waitFor();
    assert.equal(await hotline.ticketNumber(), one);
    await agent('POST', `/tickets/${one}/result`, { result: 'solved' });
  });
});

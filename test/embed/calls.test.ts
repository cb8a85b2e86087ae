import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addAgent, signInToApi } from './support/console-page.ts';
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

describe('A member', () => {
  test('finds the callback of another device, and opens it again where it is not solved', async (t) => {
    const [first, second] = [await site.page(t), await site.page(t)];
    await site.signIn(first, 'vip');
    await first.goto(`${site.shop}/orders/${ORDER}`);
    const asking = widgetOn(first);
    await asking.openForm();
    const number = await asking.ask('13800138322');

    await site.signIn(second, 'vip');
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
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addAgent, DESK_ZH, rowOf, signIn } from './support/console.ts';
import { hotlineOn, says } from './support/hotline.ts';
import { Stage } from './support/stage.ts';
import { ORDER } from './support/words.ts';

const MEI = { login: 'mei', name: '小梅', password: 'a-long-password-of-mei' };
const LAN = { login: 'lan', name: '小兰', password: 'a-long-password-of-lan' };

let stage: Stage;
before(async () => {
  stage = await Stage.open();
  await addAgent(stage, MEI, 'supervisor');
  await addAgent(stage, LAN);
});
after(() => stage.close());

describe('From the member to the agent and back', () => {
  test('A callback shows in the open console within a second, and the open widget follows each step to the feedback on the wall', async (t) => {
    const [desk, member] = [await stage.page(t), await stage.page(t)];
    await signIn(desk, stage, MEI);
    await desk.getByText('实时').waitFor();

    await stage.signIn(member, 'vip');
    await member.goto(`${stage.shop}/orders/${ORDER}`);
    const hotline = hotlineOn(member);
    await hotline.openForm();
    const stored = member.waitForResponse(
      (answer) => answer.url().endsWith('/v1/callbacks') && answer.status() === 201,
    );
    await hotline.fill('13800138321');
    // What shows in the console from here on was sent to it, not asked for.
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
      'the number is for whoever takes the ticket',
    );

    await rowOf(desk, number).click();
    await desk.getByRole('button', { name: DESK_ZH.claim, exact: true }).click();
    await says(desk.locator('desk-ticket'), passphrase);
    await says(desk.locator('desk-ticket'), ORDER);
    await says(hotline.panel, '客服已接单');

    // The link beside it dials on a device that can; here it would leave a dialog of the browser's over the page.
    await desk.getByRole('link', { name: DESK_ZH.dial }).waitFor();
    await desk.getByRole('button', { name: DESK_ZH.call }).click();
    await says(hotline.panel, '正在给您打电话');

    await desk.getByRole('radio', { name: DESK_ZH.solved }).check();
    await desk.getByRole('button', { name: DESK_ZH.end }).click();
    await says(hotline.panel, '已解决');
    await rowOf(desk, number).waitFor({ state: 'detached' });

    await hotline.panel.getByRole('radio', { name: '满意', exact: true }).check();
    await hotline.panel.getByLabel('想说的话').fill('回得很快');
    await hotline.button('提交评价').click();
    await desk.getByRole('link', { name: DESK_ZH.wall }).click();
    await says(desk.locator('desk-wall'), '回得很快');

    // The shop heard of it too: the order's page says so.
    await member.reload();
    await says(member.locator('.service'), '已解决');
  });

  test("A ticket that one agent holds is not another one's, who sees whose it is", async (t) => {
    const [mei, lan, member] = [await stage.page(t), await stage.page(t), await stage.page(t)];
    await Promise.all([signIn(mei, stage, MEI), signIn(lan, stage, LAN)]);
    await member.goto(`${stage.shop}/orders/${ORDER}`);
    const hotline = hotlineOn(member);
    await hotline.openForm();
    const number = await hotline.ask('13800138322');
    await rowOf(mei, number).click();
    await mei.getByRole('button', { name: DESK_ZH.claim, exact: true }).click();
    await says(rowOf(lan, number), `${MEI.name} 处理中`);
    await rowOf(lan, number).click();
    await says(lan.locator('desk-ticket'), `${MEI.name} 于`);
    assert.equal(await lan.getByRole('button', { name: DESK_ZH.claim, exact: true }).count(), 0);
    assert.doesNotMatch(await lan.locator('desk-ticket').innerText(), /138\s?0013\s?8322/);
  });
});

import { expect } from '@open-wc/testing';
import type { DeliveriesView } from '../../wire/deliveries.ts';
import { until } from '../../../test/support/clock.ts';
import { ConsolePage } from '../test-support/console-page.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import { MINUTE, supervisor } from '../test-support/samples.ts';

const dead = (): DeliveriesView['dead'][number] => ({
  id: 'd1',
  target: 'webhook:shop',
  type: 'callback.created',
  createdAt: Date.now() - 100 * MINUTE,
  attempts: 12,
  lastError: 'HTTP 500',
});

describe('deliveries page', () => {
  let desk: FakeConsoleDesk;
  let view: DeliveriesView;
  const open = async (lang = 'zh-CN', dark = false) => {
    const page = await ConsolePage.open(desk, 'desk-deliveries', { lang, dark });
    await page.says('shop');
    return page;
  };

  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.path = '/console/deliveries';
    desk.session = supervisor();
    view = {
      targets: [
        { target: 'webhook:shop', pending: 2, delivered: 1204, dead: 1 },
        { target: 'webhook:old', pending: 0, delivered: 3, dead: 0 },
      ],
      dead: [dead()],
      retrying: [
        {
          ...dead(),
          id: 'd2',
          target: 'bot:group',
          type: 'callback.overdue',
          attempts: 2,
          nextAt: Date.now() + 5 * MINUTE,
          lastError: null,
        },
      ],
    };
    desk.on('GET /deliveries', () => view);
  });

  it('counts deliveries per receiver, including receivers that were sent nothing', async () => {
    const page = await open();
    await page.says('group 企业微信群 已送达 0 待发送 0 失败 0 发送测试');
    await page.says('shop Webhook 已送达 1204 待发送 2 失败 1 发送测试');
    await page.says('old 已不在配置中 已送达 3 待发送 0 失败 0 shop');
  });

  it('shows failed deliveries with the error and retries with their next time', async () => {
    const page = await open();
    await page.says(/发送失败，不再重试 1 新的回电 → shop .* 产生 · 已试 12 次 HTTP 500 重新发送/);
    await page.says(/正在重试 1 回电超时 → group .* 已试 2 次 · .* 再试 没有说明原因/);
  });

  it('sends a failed delivery again with one press', async () => {
    const page = await open();
    desk.on('POST /deliveries/d1/redeliver', () => ({ ...view, dead: [] }));
    await page.press('button', '重新发送');
    await page.tells('已重新排队发送');
    expect(page.words).not.to.contain('HTTP 500');
    await until(
      () => page.focus.startsWith('正在重试'),
      () => `focus on the list of retries; it is on “${page.focus}”`,
    );
  });

  it('updates when the stream reports a change', async () => {
    const page = await open();
    view = { targets: view.targets, dead: [], retrying: [] };
    desk.tell('deliveries');
    await page.says('没有失败或重试中的通知');
  });

  it('sends a test to a webhook and to a group and shows the result', async () => {
    const page = await open();
    desk.on('POST /bots/group/test', () => new Response(null, { status: 204 }));
    desk.on('POST /webhooks/shop/test', () => refused(502, 'test-failed'));
    await page.press('button', '发送测试：group');
    await page.says('测试已送达 group');
    await page.press('button', '发送测试：shop');
    await page.says(/测试没有送达 shop ?： ?没有说明原因/);
    const problem = {
      type: 'about:blank',
      title: 'x',
      status: 502,
      code: 'test-failed',
      errors: [{ pointer: '', code: 'test-failed', detail: 'HTTP 404' }],
    };
    desk.on(
      'POST /webhooks/shop/test',
      () => new Response(JSON.stringify(problem), { status: 502 }),
    );
    await page.press('button', '发送测试：shop');
    await page.says(/测试没有送达 shop ?： ?HTTP 404/);
  });

  it('says that no receivers are configured', async () => {
    desk.session = { ...supervisor(), webhooks: [], bots: [] };
    view = { targets: [], dead: [], retrying: [] };
    const page = await ConsolePage.open(desk, 'desk-deliveries');
    await page.says('还没有配置接收方');
  });

  it('says that a supervisor is required when the desk refuses the role', async () => {
    desk.on('GET /deliveries', () => refused(403, 'not-for-this-role'));
    const page = await ConsolePage.open(desk, 'desk-deliveries');
    await page.says('需要主管权限');
    expect(page.all('button')).to.have.length(0);
  });

  for (const dark of [false, true]) {
    it(`is accessible, ${dark ? 'dark, in English' : 'light'}`, async () => {
      desk.on('POST /webhooks/shop/test', () => refused(502, 'test-failed'));
      const page = await open(dark ? 'en' : 'zh-CN', dark);
      await page.press('button', dark ? 'Send a test: shop' : '发送测试：shop');
      await page.says(dark ? 'did not reach' : '没有送达');
      await expect(page.element!).to.be.accessible();
    });
  }
});

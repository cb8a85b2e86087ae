import { expect } from '@open-wc/testing';
import type { FindView } from '../../wire/find.ts';
import { formatTicketNumber } from '../../../src/core/ticket-number.ts';
import { until } from '../../../test/support/clock.ts';
import { ConsolePage } from '../test-support/console-page.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import { numberOf, sampleRow } from '../test-support/samples.ts';

describe('find page', () => {
  let desk: FakeConsoleDesk;
  let found: FindView;
  const open = (lang?: string, dark?: boolean) =>
    ConsolePage.open(desk, 'desk-find', { ...(lang && { lang }), ...(dark && { dark }) });
  const search = async (page: ConsolePage, typed: string) => {
    await page.fill(/工单编号、/, typed);
    await page.submit();
  };

  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.path = '/console/find';
    found = {
      tickets: [
        sampleRow({ number: numberOf(1) }),
        sampleRow({ number: numberOf(2), status: 'solved', tier: null, topic: null }),
      ],
    };
    desk.on('GET /find', () => found);
  });

  it('focuses its field and lists what can be searched', async () => {
    const page = await open();
    await until(
      () => page.focus.includes('手机后四位'),
      () => `focus on the field; it is on ${page.focus}`,
    );
    await page.says('可以这样查');
    expect(desk.of('GET /find')).to.have.length(0);
  });

  it('shows how it reads the input while typing and searches for that', async () => {
    const page = await open();
    await page.fill(/工单编号、/, '138 0013 8000');
    await page.says('按电话后四位 8000 查找');
    await page.submit();
    await page.has('link', new RegExp(formatTicketNumber(numberOf(1))));
    expect(desk.of('GET /find').map(({ path }) => path)).to.deep.equal(['/find?q=8000']);
  });

  it('shows each ticket as a row that opens it', async () => {
    const page = await open();
    await search(page, '8000');
    const row = await page.has(
      'link',
      new RegExp(`${formatTicketNumber(numberOf(2))}.*访客.*未选问题.*已解决`),
    );
    expect(row.getAttribute('href')).to.equal(`/console/ticket/${numberOf(2)}`);
    row.click();
    expect(desk.path).to.equal(`/console/ticket/${numberOf(2)}`);
  });

  it('keeps the search in the URL and repeats it on load', async () => {
    const page = await open();
    await search(page, 'AB12 CD34');
    expect(desk.path).to.equal('/console/find?q=AB12+CD34');
    await until(
      () => desk.of('GET /find').length === 1,
      () => 'one GET /find',
    );
    const again = await open();
    await again.has('link', /VIP/);
    expect(desk.of('GET /find').map(({ path }) => path)).to.deep.equal([
      '/find?q=AB12CD34',
      '/find?q=AB12CD34',
    ]);
  });

  it('shows the brief of a code', async () => {
    found = {
      tickets: [],
      brief: {
        createdAt: Date.now(),
        member: null,
        line: 'service',
        topic: 'missing',
        orderNumber: 'DJ1',
        occurredAt: null,
        note: '充值到一半',
        ticket: null,
      },
    };
    const page = await open();
    await search(page, '123456');
    await page.says('会员来电前的留言');
    await page.says(
      /会员 没有填写 线路 会员服务热线 问题 充值未到账 订单号 DJ1.* 发生时间 没有填写 说明 充值到一半/,
    );
  });

  it('says that nothing was found and lists what can be searched', async () => {
    found = { tickets: [] };
    const page = await open();
    await search(page, 'NOSUCH');
    await page.says('没有找到“NOSUCH”');
    await page.says('可以这样查');
  });

  it('updates a shown ticket from the stream without searching again', async () => {
    const page = await open();
    await search(page, '8000');
    await page.says('等待回电');
    desk.tell('queue', {
      number: numberOf(1),
      row: sampleRow({ number: numberOf(1), status: 'calling' }),
    });
    await page.says('通话中');
    expect(desk.of('GET /find')).to.have.length(1);
  });

  it('offers a retry when the desk does not answer', async () => {
    desk.on('GET /find', () => refused(503, 'unavailable'));
    const page = await open();
    await search(page, '8000');
    await page.says('服务台正忙');
    desk.on('GET /find', () => found);
    await page.press('button', '再试一次');
    await page.has('link', /VIP/);
    expect(page.all('alert')).to.have.length(0);
  });

  for (const dark of [false, true]) {
    it(`is accessible, ${dark ? 'dark, in English' : 'light'}`, async () => {
      found = {
        ...found,
        brief: {
          createdAt: Date.now(),
          member: 'u1',
          line: 'service',
          topic: null,
          orderNumber: 'DJ1',
          occurredAt: null,
          note: null,
          ticket: null,
        },
      };
      desk.path = '/console/find?q=123456';
      const page = await open(dark ? 'en' : 'zh-CN', dark);
      await page.has('link', /VIP/);
      await expect(page.element).to.be.accessible();
    });
  }
});

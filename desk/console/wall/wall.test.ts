import { expect } from '@open-wc/testing';
import type { WallView } from '../../wire/wall.ts';
import { ConsolePage } from '../test-support/console-page.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import { MINUTE, numberOf, sampleRow } from '../test-support/samples.ts';

const sampleWall = (change: Partial<WallView> = {}): WallView => ({
  asOf: Date.now(),
  days: 1,
  now: {
    waiting: 12,
    atOpening: 0,
    late: 2,
    soonLate: 3,
    later: 5,
    agentsHere: 4,
    agentsOnCall: 1,
  },
  promise: { kept: 1999, broken: 1 },
  byTier: [
    { tier: 'vip', promise: { kept: 3, broken: 1 } },
    { tier: null, promise: { kept: 0, broken: 0 } },
    { tier: 'gone', promise: { kept: 1, broken: 0 } },
  ],
  byDay: [{ date: '2026-11-20', created: 2001, calls: 0, promise: { kept: 1999, broken: 1 } }],
  calls: 7,
  medianFirstCallMs: 4.4 * MINUTE,
  outcomes: { solved: 30, unreached: 6, 'wrong-number': 0, cancelled: 4, merged: 0 },
  ratings: [1, 0, 0, 1, 2],
  comments: [
    { number: numberOf(7), rating: 4, text: '很快', at: Date.now() },
    { number: numberOf(8), rating: 1, text: null, at: Date.now() },
  ],
  ...change,
});

const NOTHING: Partial<WallView> = {
  now: {
    waiting: 0,
    atOpening: 0,
    late: 0,
    soonLate: 0,
    later: 0,
    agentsHere: 0,
    agentsOnCall: 0,
  },
  promise: { kept: 0, broken: 0 },
  byTier: [],
  byDay: [{ date: '2026-11-20', created: 0, calls: 0, promise: { kept: 0, broken: 0 } }],
  calls: 0,
  medianFirstCallMs: null,
  outcomes: { solved: 0, unreached: 0, 'wrong-number': 0, cancelled: 0, merged: 0 },
  ratings: [0, 0, 0, 0, 0],
  comments: [],
};

describe('wall page', () => {
  let desk: FakeConsoleDesk;
  let wall: WallView;
  const open = (lang = 'zh-CN', dark = false) =>
    ConsolePage.open(desk, 'desk-wall', { lang, dark });

  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.path = '/console/wall';
    wall = sampleWall();
    desk.on('GET /wall', () => wall);
  });

  it('shows the current counts of tickets and agents', async () => {
    const page = await open();
    await page.says('等待回电 12 已超时 2 即将超时 3 稍后回电 5 在岗客服 4 通话中 1');
  });

  it('shows the share of kept promises, never 100 % when one was broken', async () => {
    const page = await open();
    await page.says('承诺兑现 99.9% 2000 次承诺，1999 次按时回电');
    await page.says('首次回电用时 4 分钟');
    await page.says('满意度 3.8 4 个评价的平均分');
    await page.says('VIP 会员 75% 3 / 4 访客 – 0 / 0 gone 100% 1 / 1');
    await page.says('已解决 30 75% 多次未接通 6 15% 号码有误 0 0% 会员取消 4 10%');
    await page.says('5 分 2 50% 4 分 1 25% 3 分 0 0% 2 分 0 0% 1 分 1 25%');
  });

  it('shows the latest ratings with links to their tickets', async () => {
    const page = await open();
    await page.says('没有留言');
    expect((await page.has('link', /工单 .*-00007-/)).getAttribute('href')).to.equal(
      `/console/ticket/${numberOf(7)}`,
    );
  });

  it('updates when the queue or the team changes', async () => {
    const page = await open();
    await page.says('等待回电 12');
    wall = sampleWall({ now: { ...wall.now, waiting: 13 } });
    desk.put(sampleRow());
    await page.says('等待回电 13');
    wall = sampleWall({ now: { ...wall.now, agentsHere: 5 } });
    desk.tell('team');
    await page.says('在岗客服 5');
  });

  it('batches changes that arrive together', async () => {
    const page = await open();
    await page.says('等待回电 12');
    wall = sampleWall({ now: { ...wall.now, later: 77 } });
    const before = desk.of('GET /wall').length;
    for (let at = 0; at < 20; at++) desk.put(sampleRow({ number: numberOf(at) }));
    await page.says('稍后回电 77');
    expect(desk.of('GET /wall').length - before).to.be.at.most(2);
  });

  it('switches between today and 30 days, in the URL and in the CSV export too', async () => {
    const page = await open();
    await page.says('等待回电 12');
    expect((await page.has('link', '导出 CSV')).getAttribute('href')).to.equal(
      '/console/api/wall.csv?days=1',
    );
    await page.press('radio', '近 30 天');
    expect(desk.path).to.equal('/console/wall?days=30');
    await page.has('link', '导出 CSV');
    expect(page.all('link', '导出 CSV')[0]?.getAttribute('href')).to.equal(
      '/console/api/wall.csv?days=30',
    );
    expect(desk.of('GET /wall').at(-1)?.path).to.equal('/wall?days=30');
    await page.press('radio', '今天');
    expect(desk.path).to.equal('/console/wall');
  });

  it('says in every section that there is no data yet', async () => {
    wall = sampleWall(NOTHING);
    const page = await open();
    await page.says('还没有到期的承诺');
    await page.says('还没有回过电');
    await page.says('还没有评价');
    expect(page.words.match(/还没有数据/g)).to.have.length(4);
  });

  it('keeps the last figures and offers a retry when the desk stops answering', async () => {
    const page = await open();
    await page.says('等待回电 12');
    desk.on('GET /wall', () => refused(503, 'unavailable'));
    desk.tell('team');
    await page.says('服务台正忙');
    await page.says('等待回电 12');
    desk.on('GET /wall', () => sampleWall({ now: { ...wall.now, waiting: 1 } }));
    await page.press('button', '再试一次');
    await page.says('等待回电 1 已');
    expect(page.all('alert')).to.have.length(0);
  });

  for (const dark of [false, true]) {
    it(`is accessible, ${dark ? 'dark, in English' : 'light'}`, async () => {
      const page = await open(dark ? 'en' : 'zh-CN', dark);
      await page.says(dark ? 'Promises kept by tier' : '各等级兑现率');
      await page.press('disclosure', dark ? 'Show as a table' : '看数据表');
      await expect(page.element).to.be.accessible();
    });
  }
});

import { expect } from '@open-wc/testing';
import { ConsolePage } from '../test-support/console-page.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import {
  MINUTE,
  sampleFigures,
  sampleFiguresView,
  sampleSession,
} from '../test-support/samples.ts';

const SOME = sampleFigures({
  calls: 4,
  cameIn: 1,
  reached: 3,
  kept: 1,
  broken: 1,
  talkMs: 20 * MINUTE,
  ratings: 2,
  stars: 9,
});
const BOSS = { id: 'a3', login: 'wang', name: '王主管', role: 'supervisor' } as const;

describe('an agent’s own figures', () => {
  let desk: FakeConsoleDesk;
  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.path = '/console/wall';
  });
  const open = () => ConsolePage.open(desk, 'desk-wall');

  it('say what they have done today, and nothing of others', async () => {
    desk.on('GET /me/figures', () => ({ asOf: Date.now(), figures: SOME }));
    const page = await open();
    await page.says(
      /我的今天.*通话\s*4\s*其中来电 1.*接通\s*75%\s*3 \/ 4.*按时\s*50%.*20 分钟\s*平均 5 分钟.*评分\s*4\.5\s*2 个评价/,
    );
    expect(page.words).not.to.include('客服与线路');
    expect(desk.of('GET /figures')).to.deep.equal([]);
  });

  it('say so when there is no call yet, and when they cannot be read', async () => {
    const page = await open();
    await page.says('今天还没有通话。');
    desk.on('GET /me/figures', () => refused(503, 'unavailable'));
    desk.tell('queue', { number: '261120000001', row: null });
    await page.has('alert');
    await page.says('服务台正忙，请稍后再试。');
  });
});

describe('figures of agents and lines', () => {
  let desk: FakeConsoleDesk;
  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.path = '/console/wall';
    desk.session = sampleSession({ me: { ...BOSS, presence: 'here' } });
    desk.on('GET /figures', () =>
      sampleFiguresView({
        total: SOME,
        before: sampleFigures({ calls: 2, reached: 1 }),
        agents: [{ agent: 'a1', figures: SOME }],
        lines: [{ line: 'diamond', figures: SOME }],
      }),
    );
  });
  const open = () => ConsolePage.open(desk, 'desk-wall');
  const asked = () => desk.of('GET /figures').map(({ path }) => path);

  it('are in tables by agent and by line, beside the period before', async () => {
    const page = await open();
    await page.has('row', /^林晓/);
    await page.has('row', /^钻石专线/);
    await page.says(/接通\s*75%\s*3 \/ 4\s*前一段 50%/);
  });

  it('say the time on calls in hours, however long it was', async () => {
    const total = sampleFigures({ calls: 1000, talkMs: 100 * 60 * MINUTE });
    desk.on('GET /figures', () => sampleFiguresView({ total }));
    const page = await open();
    await page.says(/通话时长\s*100 小时\s*平均 6 分钟/);
  });

  it('break a long name instead of laying it over the numbers', async () => {
    const name = 'w'.repeat(80);
    desk.session = sampleSession({ me: { ...BOSS, presence: 'here' }, agents: { a1: name } });
    const page = await open();
    const row = await page.has('row', new RegExp(`^${name}`));
    const head = row.querySelector('th');
    expect(head?.scrollWidth).to.be.at.most(head?.clientWidth ?? 0);
  });

  it('are of the period that is chosen, and so is the CSV file', async () => {
    const page = await open();
    await page.press('radio', '近 7 天');
    await page.press('radio', '昨天');
    expect(asked()).to.deep.equal([
      '/figures?period=today',
      '/figures?period=7',
      '/figures?period=yesterday',
    ]);
    const links = page.all('link', '导出客服 CSV').map((link) => link.getAttribute('href'));
    expect(links).to.include('/console/api/figures.csv?period=yesterday');
  });

  it('are of dates once these are in their order', async () => {
    const page = await open();
    await page.says('林晓');
    await page.press('radio', '选日期');
    await page.fill('从', '2026-11-03');
    await page.fill('到', '2026-11-01');
    await page.press('button', '查看');
    await page.says('请选择先后正确');
    expect(page.focus).to.equal('从');
    await page.fill('从', '2026-10-01');
    await page.press('button', '查看');
    expect(asked().at(-1)).to.equal('/figures?from=2026-10-01&to=2026-11-01');
  });

  it('say so when they cannot be read', async () => {
    desk.on('GET /figures', () => refused(503, 'unavailable'));
    const page = await open();
    await page.says('服务台正忙，请稍后再试。');
  });

  it('say so when there was no call', async () => {
    desk.on('GET /figures', () => sampleFiguresView());
    const page = await open();
    await page.says('这段时间没有通话。');
  });
});

import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { countBars, keptBars } from './charts/bar-table.ts';
import { chartStyles } from './charts/chart.styles.ts';
import { dayBars } from './charts/day-bars.ts';
import { labelled, niceTicks, percentOf, percentWords } from './charts/scale.ts';
import type { ChartWords } from './charts/words.ts';
import type { WallView } from '../../wire/wall.ts';
import { reset } from '../../../src/styles/reset.ts';
import { tokens } from '../../../src/styles/tokens.ts';

const words: ChartWords = {
  noData: '还没有数据',
  asTable: '看数据表',
  date: '日期',
  kept: '按时',
  broken: '超时',
  keptShare: '按时率',
  created: '新工单',
  what: '项目',
  count: '数量',
  keptOf: (percent, kept, all) => `${all} 次承诺，${kept} 次按时，${percent}`,
};

class ChartHost extends LitElement {
  static override styles = [reset, tokens, chartStyles];
  chart: TemplateResult | undefined;
  protected override render(): TemplateResult | undefined {
    return this.chart;
  }
}
customElements.define('test-chart-host', ChartHost);

const show = async (
  chart: TemplateResult,
  { dark = false, width = 350 } = {},
): Promise<ShadowRoot> => {
  const host = await fixture<ChartHost>(
    html`<test-chart-host .chart=${chart} ?dark=${dark}></test-chart-host>`,
  );
  Object.assign(host.style, { width: `${width}px`, background: dark ? '#15181e' : '#fff' });
  return host.shadowRoot!;
};

const days = (...kept: [kept: number, broken: number][]): WallView['byDay'] =>
  kept.map((promise, at) => ({
    date: new Date(Date.UTC(2026, 9, 24 + at)).toISOString().slice(0, 10),
    created: promise[0] + promise[1],
    promise: { kept: promise[0], broken: promise[1] },
  }));

const dayChart = (data: WallView['byDay']) => dayBars('by-day', '每日承诺', data, words, 'zh-CN');
const textIn = (root: ShadowRoot, selector: string) =>
  [...root.querySelectorAll(selector)].map(({ textContent }) =>
    textContent.replace(/\s+/g, ' ').trim(),
  );
const heights = (root: ShadowRoot, part: string) =>
  [...root.querySelectorAll(`.bars g > .${part}`)].map((bar) => bar.getBoundingClientRect().height);

describe('percentages', () => {
  it('never say 100 where a promise was broken, nor 0 where one was kept', () => {
    expect(percentOf(99_999, 100_000)).to.equal(99.9);
    expect(percentOf(1, 100_000)).to.equal(0.1);
    expect(percentOf(100_000, 100_000)).to.equal(100);
    expect(percentOf(0, 100_000)).to.equal(0);
    expect(percentOf(2, 3)).to.equal(66.7);
  });

  it('are a dash where nothing was promised', () => {
    expect(percentOf(0, 0)).to.equal(undefined);
    expect(percentWords(0, 0, 'en')).to.equal('–');
    expect(percentWords(1, 2, 'en')).to.equal('50%');
    expect(percentWords(2, 3, 'zh-CN')).to.equal('66.7%');
  });
});

describe('the ticks of an axis', () => {
  for (const [most, ticks] of [
    [0, [0, 1]],
    [1, [0, 1]],
    [4, [0, 1, 2, 3, 4]],
    [5, [0, 2, 4, 6]],
    [37, [0, 10, 20, 30, 40]],
    [73, [0, 20, 40, 60, 80]],
    [400, [0, 100, 200, 300, 400]],
    [999, [0, 500, 1000]],
  ] as const) {
    it(`are whole and round up to ${most}`, () => expect(niceTicks(most)).to.deep.equal(ticks));
  }

  it('name the last day and others at even distances', () => {
    expect([...labelled(30, 6)]).to.deep.equal([29, 24, 19, 14, 9, 4]);
    expect([...labelled(1, 6)]).to.deep.equal([0]);
  });
});

describe('the chart of days', () => {
  it('says in one sentence what it shows', async () => {
    const root = await show(dayChart(days([3, 1], [6, 0])));
    expect(root.querySelector('[role=img]')?.getAttribute('aria-label')).to.equal(
      '10 次承诺，9 次按时，90%',
    );
    expect(textIn(root, 'figcaption')).to.deep.equal(['每日承诺']);
  });

  it('stacks what was broken on what was kept, to one scale', async () => {
    const root = await show(dayChart(days([30, 10], [0, 40], [40, 0])));
    expect(heights(root, 'kept')).to.deep.equal([120, 0, 160]);
    expect(heights(root, 'broken').map(Math.round)).to.deep.equal([40, 160, 0]);
    expect(textIn(root, '.axis text')).to.deep.equal(['0', '10', '20', '30', '40']);
  });

  it('gives the same figures as a table, the latest day first', async () => {
    const root = await show(dayChart(days([3, 1], [6, 0])));
    root.querySelector<HTMLElement>('summary')?.click();
    expect(textIn(root, 'tbody tr')).to.deep.equal([
      '2026-10-25 6 6 0 100%',
      '2026-10-24 4 3 1 75%',
    ]);
  });

  it('keeps within 350 px with thirty days, and within 80 px a single one', async () => {
    const root = await show(
      dayChart(days(...Array.from({ length: 30 }, (_, at): [number, number] => [at, at % 3]))),
    );
    const { right } = root.host.getBoundingClientRect();
    for (const bar of root.querySelectorAll('.bars rect, .bars text'))
      expect(bar.getBoundingClientRect().right).to.be.at.most(right);
    const one = await show(dayChart(days([4, 1])), { width: 640 });
    expect(one.querySelector('.bars .kept')?.getBoundingClientRect().width).to.be.within(20, 80);
  });

  it('says that there is nothing yet', async () => {
    const root = await show(dayChart(days([0, 0], [0, 0])));
    expect(textIn(root, '.no-data')).to.deep.equal(['还没有数据']);
  });

  it('draws no bars while no promise has fallen due, and still tells of new tickets', async () => {
    const root = await show(
      dayChart([{ date: '2026-11-20', created: 3, promise: { kept: 0, broken: 0 } }]),
    );
    expect(root.querySelector('.plot')).to.equal(null);
    expect(textIn(root, '.no-data')).to.deep.equal(['还没有数据']);
    root.querySelector<HTMLElement>('summary')?.click();
    expect(textIn(root, 'tbody tr')).to.deep.equal(['2026-11-20 3 0 0 –']);
  });

  for (const dark of [false, true]) {
    it(`reads well to everybody, ${dark ? 'dark' : 'light'}`, async () => {
      const root = await show(dayChart(days([3, 1], [6, 0])), { dark });
      root.querySelector<HTMLElement>('summary')?.click();
      await expect(root.host).to.be.accessible();
    });
  }
});

describe('the bars of shares', () => {
  const tiers = [
    { label: '钻石会员', promise: { kept: 1999, broken: 1 } },
    { label: 'VIP', promise: { kept: 0, broken: 3 } },
    { label: '普通会员', promise: { kept: 0, broken: 0 } },
  ];

  it('say how much was kept of how much', async () => {
    const root = await show(keptBars('by-tier', '按等级', tiers, words, 'zh-CN'));
    expect(textIn(root, 'tbody tr')).to.deep.equal([
      '钻石会员 99.9% 1999 / 2000',
      'VIP 0% 0 / 3',
      '普通会员 – 0 / 0',
    ]);
    expect(root.querySelectorAll('.row .broken').length).to.equal(2);
  });

  it('are as long as their share', async () => {
    const root = await show(
      countBars(
        '评分',
        [
          { label: '5 分', count: 3 },
          { label: '4 分', count: 1 },
          { label: '3 分', count: 0 },
        ],
        words,
        'zh-CN',
      ),
    );
    const [first, second, third] = [...root.querySelectorAll('.row')].map(
      (row) =>
        row.querySelector('.kept')!.getBoundingClientRect().width /
        row.querySelector('.track')!.getBoundingClientRect().width,
    );
    expect(first).to.be.closeTo(0.75, 0.01);
    expect(second).to.be.closeTo(0.25, 0.01);
    expect(third).to.equal(0);
    expect(textIn(root, 'tbody tr')).to.deep.equal(['5 分 3 75%', '4 分 1 25%', '3 分 0 0%']);
  });

  it('say that there is nothing yet', async () => {
    const root = await show(
      html`${keptBars('by-tier', '按等级', [], words, 'zh-CN')}${countBars('评分', [{ label: '5 分', count: 0 }], words, 'zh-CN')}`,
    );
    expect(textIn(root, '.no-data')).to.deep.equal(['还没有数据', '还没有数据']);
  });

  for (const dark of [false, true]) {
    it(`read well to everybody, ${dark ? 'dark' : 'light'}`, async () => {
      const root = await show(
        html`${keptBars('by-tier', '按等级', tiers, words, 'zh-CN')}${countBars('评分', [{ label: '5 分', count: 2 }], words, 'zh-CN')}`,
        { dark },
      );
      await expect(root.host).to.be.accessible();
    });
  }
});

import { expect } from '@open-wc/testing';
import type { WallView } from '../../../wire/wall.ts';
import { show, textIn, words } from '../../test-support/chart-host.ts';
import { dayBars } from './day-bars.ts';

const days = (...kept: [kept: number, broken: number][]): WallView['byDay'] =>
  kept.map((promise, at) => ({
    date: new Date(Date.UTC(2026, 9, 24 + at)).toISOString().slice(0, 10),
    created: promise[0] + promise[1],
    calls: 0,
    promise: { kept: promise[0], broken: promise[1] },
  }));

const dayChart = (data: WallView['byDay']) => dayBars('by-day', '每日承诺', data, words, 'zh-CN');
const heights = (root: ShadowRoot, part: string) =>
  [...root.querySelectorAll(`.bars g > .${part}`)].map((bar) => bar.getBoundingClientRect().height);

describe('day chart', () => {
  it('has a one-sentence summary', async () => {
    const root = await show(dayChart(days([3, 1], [6, 0])));
    expect(root.querySelector('[role=img]')?.getAttribute('aria-label')).to.equal(
      '10 次承诺，9 次按时，90%',
    );
    expect(textIn(root, 'figcaption')).to.deep.equal(['每日承诺']);
  });

  it('stacks broken promises on kept ones, to one scale', async () => {
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

  it('fits 30 days into 350 px and draws a single day at most 80 px wide', async () => {
    const root = await show(
      dayChart(days(...Array.from({ length: 30 }, (_, at): [number, number] => [at, at % 3]))),
    );
    const { right } = root.host.getBoundingClientRect();
    for (const bar of root.querySelectorAll('.bars rect, .bars text'))
      expect(bar.getBoundingClientRect().right).to.be.at.most(right);
    const one = await show(dayChart(days([4, 1])), { width: 640 });
    expect(one.querySelector('.bars .kept')?.getBoundingClientRect().width).to.be.within(20, 80);
  });

  it('says that there is no data yet', async () => {
    const root = await show(dayChart(days([0, 0], [0, 0])));
    expect(textIn(root, '.no-data')).to.deep.equal(['还没有数据']);
  });

  it('draws no bars before a promise falls due, but counts new tickets', async () => {
    const root = await show(
      dayChart([{ date: '2026-11-20', created: 3, calls: 0, promise: { kept: 0, broken: 0 } }]),
    );
    expect(root.querySelector('.plot')).to.equal(null);
    expect(textIn(root, '.no-data')).to.deep.equal(['还没有数据']);
    root.querySelector<HTMLElement>('summary')?.click();
    expect(textIn(root, 'tbody tr')).to.deep.equal(['2026-11-20 3 0 0 –']);
  });

  for (const dark of [false, true]) {
    it(`is accessible, ${dark ? 'dark' : 'light'}`, async () => {
      const root = await show(dayChart(days([3, 1], [6, 0])), { dark });
      root.querySelector<HTMLElement>('summary')?.click();
      await expect(root.host).to.be.accessible();
    });
  }
});

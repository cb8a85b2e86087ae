import { expect, html } from '@open-wc/testing';
import { show, textIn, words } from '../../test-support/chart-host.ts';
import { countBars, keptBars } from './bar-table.ts';

describe('share bars', () => {
  const tiers = [
    { label: '钻石会员', promise: { kept: 1999, broken: 1 } },
    { label: 'VIP', promise: { kept: 0, broken: 3 } },
    { label: '普通会员', promise: { kept: 0, broken: 0 } },
  ];

  it('show how many promises were kept of how many', async () => {
    const root = await show(keptBars('by-tier', '按等级', tiers, words, 'zh-CN'));
    expect(textIn(root, 'tbody tr')).to.deep.equal([
      '钻石会员 99.9% 1999 / 2000',
      'VIP 0% 0 / 3',
      '普通会员 – 0 / 0',
    ]);
    expect(root.querySelectorAll('.row .broken').length).to.equal(2);
  });

  it('have a length proportional to their share', async () => {
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

  it('say that there is no data yet', async () => {
    const root = await show(
      html`${keptBars('by-tier', '按等级', [], words, 'zh-CN')}${countBars('评分', [{ label: '5 分', count: 0 }], words, 'zh-CN')}`,
    );
    expect(textIn(root, '.no-data')).to.deep.equal(['还没有数据', '还没有数据']);
  });

  for (const dark of [false, true]) {
    it(`are accessible, ${dark ? 'dark' : 'light'}`, async () => {
      const root = await show(
        html`${keptBars('by-tier', '按等级', tiers, words, 'zh-CN')}${countBars('评分', [{ label: '5 分', count: 2 }], words, 'zh-CN')}`,
        { dark },
      );
      await expect(root.host).to.be.accessible();
    });
  }
});

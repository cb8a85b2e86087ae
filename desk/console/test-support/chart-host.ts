import { fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { reset } from '../../../src/styles/reset.ts';
import { tokens } from '../../../src/styles/tokens.ts';
import { chartStyles } from '../parts/charts/chart.styles.ts';
import type { ChartWords } from '../parts/charts/words.ts';

export const words: ChartWords = {
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

export const show = async (
  chart: TemplateResult,
  { dark = false, width = 350 } = {},
): Promise<ShadowRoot> => {
  const host = await fixture<ChartHost>(
    html`<test-chart-host .chart=${chart} ?dark=${dark}></test-chart-host>`,
  );
  Object.assign(host.style, { width: `${width}px`, background: dark ? '#15181e' : '#fff' });
  return host.shadowRoot!;
};

export const textIn = (root: ShadowRoot, selector: string) =>
  [...root.querySelectorAll(selector)].map(({ textContent }) =>
    textContent.replace(/\s+/g, ' ').trim(),
  );

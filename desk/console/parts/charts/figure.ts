import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** A chart with its caption; `body` is undefined when there is no data. */
export const chartFigure = (
  caption: string,
  noData: string,
  body: TemplateResult | undefined,
): TemplateResult =>
  html`<figure class="chart">
    <figcaption>${caption}</figcaption>
    ${body ?? html`<p class="no-data">${noData}</p>`}
  </figure>`;

/** Hatching that distinguishes broken promises from kept ones without colour. */
export const hatch = (id: string): SVGTemplateResult => svg`<defs>
  <pattern id=${id} class="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="6" height="6"></rect><line x1="1.5" y1="0" x2="1.5" y2="6"></line>
  </pattern>
</defs>`;

/** Share of a plot's width as an SVG length. */
export const wide = (share: number): string => `${Math.round(share * 10_000) / 100}%`;

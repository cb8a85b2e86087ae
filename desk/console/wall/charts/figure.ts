import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** A chart under its caption; `body` undefined where there is nothing to show. */
export const chartFigure = (
  caption: string,
  noData: string,
  body: TemplateResult | undefined,
): TemplateResult =>
  html`<figure class="chart">
    <figcaption>${caption}</figcaption>
    ${body ?? html`<p class="no-data">${noData}</p>`}
  </figure>`;

/** A hatching that tells broken promises from kept ones without colour. */
export const hatch = (id: string): SVGTemplateResult => svg`<defs>
  <pattern id=${id} class="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="6" height="6"></rect><line x1="1.5" y1="0" x2="1.5" y2="6"></line>
  </pattern>
</defs>`;

/** A share of the width of a plot, as a length in SVG. */
export const wide = (share: number): string => `${Math.round(share * 10_000) / 100}%`;

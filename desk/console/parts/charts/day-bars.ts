import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { WallView } from '../../../wire/wall.ts';
import { icons } from '../icons.ts';
import { chartFigure, hatch, wide } from './figure.ts';
import { labelled, niceTicks, percentWords } from './scale.ts';
import type { ChartWords } from './words.ts';

type Day = WallView['byDay'][number];

/** Height of the plot, px. */
const HEIGHT = 160;
const MAX_LABELS = 6;
/** Maximum share of the plot's width, so that a single day is not drawn as one huge bar. */
const MAX_BAR_SHARE = 0.12;

const total = ({ promise: { kept, broken } }: Day): number => kept + broken;

/**
 * Kept and broken promises by day, oldest first, with a table of the same figures. `id` is unique
 * in the shadow root.
 */
export const dayBars = (
  id: string,
  caption: string,
  days: readonly Day[],
  words: ChartWords,
  language: string,
): TemplateResult => {
  if (!days.some((day) => total(day) || day.created))
    return chartFigure(caption, words.noData, undefined);
  const bars = days.some(total)
    ? plot(id, days, words, language)
    : html`<p class="no-data">${words.noData}</p>`;
  return chartFigure(caption, words.noData, html`${bars}${table(caption, days, words, language)}`);
};

const plot = (
  id: string,
  days: readonly Day[],
  words: ChartWords,
  language: string,
): TemplateResult => {
  const dayName = new Intl.DateTimeFormat(language, {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const nameOf = ({ date }: Day): string => dayName.format(Date.parse(`${date}T00:00Z`));
  const ticks = niceTicks(Math.max(...days.map(total)));
  const top = ticks[ticks.length - 1] ?? 1;
  const high = (count: number): number => (count / top) * HEIGHT;
  const named = labelled(days.length, MAX_LABELS);
  const width = Math.min(0.72 / days.length, MAX_BAR_SHARE);

  const bar = (day: Day, at: number): SVGTemplateResult => {
    const { kept, broken } = day.promise;
    const middle = (at + 0.5) / days.length;
    const x = wide(middle - width / 2);
    return svg`<g>
      <title>${`${nameOf(day)} · ${words.kept} ${kept} · ${words.broken} ${broken}`}</title>
      <rect class="kept" x=${x} width=${wide(width)} y=${HEIGHT - high(kept)} height=${high(kept)}></rect>
      <rect class="broken" fill="url(#${id})" x=${x} width=${wide(width)} y=${HEIGHT - high(kept + broken)} height=${high(broken)}></rect>
      ${named.has(at) ? svg`<text x=${wide(middle)} y=${HEIGHT + 20} text-anchor="middle">${nameOf(day)}</text>` : nothing}
    </g>`;
  };

  const kept = days.reduce((sum, { promise }) => sum + promise.kept, 0);
  const all = days.reduce((sum, day) => sum + total(day), 0);
  return html`<div
      class="plot"
      role="img"
      aria-label=${words.keptOf(percentWords(kept, all, language), kept, all)}
    >
      <svg class="axis" aria-hidden="true" width="32" height=${HEIGHT + 28}>
        ${ticks.map((tick) => svg`<text x="26" y=${HEIGHT - high(tick)} dy="0.32em" text-anchor="end">${tick}</text>`)}
      </svg>
      <svg class="bars" aria-hidden="true" height=${HEIGHT + 28}>
        ${hatch(id)}
        ${ticks.map((tick) => svg`<line class="grid" x1="0" x2="100%" y1=${HEIGHT - high(tick)} y2=${HEIGHT - high(tick)}></line>`)}
        ${days.map(bar)}
      </svg>
    </div>
    <ul class="legend">
      <li>
        <svg aria-hidden="true" width="14" height="14">
          <rect class="kept" width="14" height="14"></rect></svg
        >${words.kept} ${kept}
      </li>
      <li>
        <svg aria-hidden="true" width="14" height="14">
          <rect class="broken" fill="url(#${id})" width="14" height="14"></rect></svg
        >${words.broken} ${all - kept}
      </li>
    </ul>`;
};

const table = (
  caption: string,
  days: readonly Day[],
  words: ChartWords,
  language: string,
): TemplateResult =>
  html`<details>
    <summary>${icons.next}${words.asTable}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${caption}>
      <table>
        <thead>
          <tr>
            ${[words.date, words.created, words.kept, words.broken, words.keptShare].map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${[...days].reverse().map(
            (day) =>
              html`<tr>
                <th scope="row">${day.date}</th>
                <td>${day.created}</td>
                <td>${day.promise.kept}</td>
                <td>${day.promise.broken}</td>
                <td>${percentWords(day.promise.kept, total(day), language)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;

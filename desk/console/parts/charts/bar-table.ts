import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Kept } from '../../../wire/wall.ts';
import { chartFigure, hatch, wide } from './figure.ts';
import { percentWords } from './scale.ts';
import type { ChartWords } from './words.ts';

/** Height of a bar, px. */
const HEIGHT = 12;

interface Row {
  label: string;
  /** Shares of the whole width, from the left. */
  full: number;
  hatched?: number;
  value: string;
  detail: string;
}

/**
 * Horizontal bars that are themselves a table: the data reads the same with and without seeing
 * them.
 */
const barTable = (
  caption: string,
  heads: readonly [string, string],
  rows: readonly Row[],
  hatching?: string,
): TemplateResult =>
  html`${hatching ? html`<svg class="unseen" aria-hidden="true">${hatch(hatching)}</svg>` : nothing}
    <table class="rows" aria-label=${caption}>
      <thead class="unseen">
        <tr>
          <th scope="col">${heads[0]}</th>
          <th scope="col">${heads[1]}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ label, full, hatched = 0, value, detail }) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td>
                <div class="row">
                  <svg class="bar" aria-hidden="true" height=${HEIGHT}>
                    <rect class="track" width="100%" height=${HEIGHT}></rect>
                    <rect class="kept" width=${wide(full)} height=${HEIGHT}></rect>
                    ${hatched ? svg`<rect class="broken" fill="url(#${hatching})" x=${wide(full)} width=${wide(hatched)} height=${HEIGHT}></rect>` : nothing}
                  </svg>
                  <b>${value}</b> <span class="small">${detail}</span>
                </div>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;

/** Share of kept promises, one bar per label. `id` is unique in the shadow root. */
export const keptBars = (
  id: string,
  caption: string,
  rows: readonly { label: string; promise: Kept }[],
  words: ChartWords,
  language: string,
): TemplateResult => {
  if (!rows.some(({ promise }) => promise.kept + promise.broken))
    return chartFigure(caption, words.noData, undefined);
  const bars = rows.map(({ label, promise: { kept, broken } }): Row => {
    const all = kept + broken;
    return {
      label,
      full: all && kept / all,
      hatched: all && broken / all,
      value: percentWords(kept, all, language),
      detail: `${kept} / ${all}`,
    };
  });
  return chartFigure(
    caption,
    words.noData,
    barTable(caption, [words.what, words.keptShare], bars, id),
  );
};

/** Parts of a whole, such as ratings or outcomes. */
export const countBars = (
  caption: string,
  rows: readonly { label: string; count: number }[],
  words: ChartWords,
  language: string,
): TemplateResult => {
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  if (!all) return chartFigure(caption, words.noData, undefined);
  const bars = rows.map(({ label, count }): Row => ({
    label,
    full: count / all,
    value: String(count),
    detail: percentWords(count, all, language),
  }));
  return chartFigure(caption, words.noData, barTable(caption, [words.what, words.count], bars));
};

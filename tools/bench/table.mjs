import { ratios, summary } from './stats.mjs';

const round = (value, digits) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** `52.7 (50.1–55.0)`: median and quartiles; one number where all are the same. */
export function spread(found, digits = 1) {
  if (!found) return '–';
  const [median, low, high] = [found.median, found.low, found.high].map((each) =>
    round(each, digits),
  );
  return low === high ? median : `${median} (${low}–${high})`;
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
export const markdown = (head, rows) =>
  [
    `| ${head.join(' | ')} |`,
    `| ${head.map((_, column) => (column === 0 ? '---' : '---:')).join(' | ')} |`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');

/**
 * @typedef {object} Measure
 * @property {string} key of a sample
 * @property {string} label
 * @property {number} [digits] after the point; 1 by default
 * @property {boolean} [ratio] whether it is also compared with the base
 * @property {number} [ratioDigits] 2 by default
 */

/**
 * One row for each contender, two columns for each measure that has a base: its value, and how many
 * times that of the base it is.
 * @param {{ name: string, label: string }[]} contenders
 * @param {Measure[]} measures
 * @param {Record<string, (Record<string, number> | undefined)[]>} samples by contender, by round
 * @param {string} [base] the contender to compare with
 */
export function compare(contenders, measures, samples, base) {
  const valuesOf = (name, key) => (samples[name] ?? []).map((sample) => sample?.[key]);
  const head = measures.flatMap(({ label, ratio }) => (ratio && base ? [label, '×'] : [label]));
  const rows = contenders.map(({ name, label }) => [
    label,
    ...measures.flatMap(({ key, digits, ratio, ratioDigits = 2 }) => {
      const values = valuesOf(name, key);
      const value = spread(summary(values), digits);
      if (!ratio || !base) return [value];
      return [value, spread(ratios(values, valuesOf(base, key)), ratioDigits)];
    }),
  ]);
  return markdown(['', ...head], rows);
}

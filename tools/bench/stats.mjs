/**
 * Interpolated between two values where none is at that place; NaN without any.
 * @param {readonly number[]} values sorted ascending
 * @param {number} at 0–1
 */
export function quantile(values, at) {
  const place = (values.length - 1) * at;
  const below = Math.floor(place);
  const low = values[below] ?? NaN;
  return low + ((values[below + 1] ?? low) - low) * (place - below);
}

/**
 * Median and quartiles; interpolated between two values where none is in the middle. Values that
 * are not numbers were not measured and are left out.
 * @param {readonly (number | null | undefined)[]} values
 * @returns {{ median: number, low: number, high: number, count: number } | undefined}
 * @example summary([3, 1, 2]) // { median: 2, low: 1.5, high: 2.5, count: 3 }
 */
export function summary(values) {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const [low, median, high] = [0.25, 0.5, 0.75].map((at) => quantile(sorted, at));
  return { median, low, high, count: sorted.length };
}

/**
 * Ratios of two contenders that were measured in the same rounds: each round gives one, so that
 * what slows a whole round down slows both.
 * @param {readonly (number | null | undefined)[]} values by round
 * @param {readonly (number | null | undefined)[]} base by round
 */
export const ratios = (values, base) =>
  summary(values.map((value, round) => (base[round] > 0 ? value / base[round] : undefined)));

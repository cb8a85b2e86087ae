/**
 * Ticks of an axis of counts, from 0 to the first at or above `max`: whole numbers in steps of 1, 2
 * or 5 times a power of ten.
 * @param max the largest count, at least 0
 * @param steps maximum number of steps between ticks
 */
export const niceTicks = (max: number, steps = 4): number[] => {
  const rough = Math.max(max / steps, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 5].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? 10 * power;
  return Array.from({ length: Math.max(Math.ceil(max / step), 1) + 1 }, (_, at) => at * step);
};

/**
 * Percentage to one decimal, undefined when the whole is 0. Never 100 for less than the whole and
 * never 0 for more than nothing: one broken promise among thousands must show.
 */
export const percentOf = (part: number, whole: number): number | undefined => {
  if (!whole) return undefined;
  const min = part > 0 ? 1 : 0;
  const max = part < whole ? 999 : 1000;
  return Math.min(Math.max(Math.round((part / whole) * 1000), min), max) / 10;
};

/** The percentage as text: `97.5%`; a dash when the whole is 0. */
export const percentWords = (part: number, whole: number, language: string): string => {
  const percent = percentOf(part, whole);
  return percent === undefined
    ? '–'
    : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(
        percent / 100,
      );
};

/**
 * Indexes of the labelled items on an axis: the last and others at even distances, at most `max`.
 */
export const labelled = (count: number, max: number): ReadonlySet<number> => {
  const step = Math.ceil(count / max);
  return new Set(Array.from({ length: Math.ceil(count / step) }, (_, at) => count - 1 - at * step));
};

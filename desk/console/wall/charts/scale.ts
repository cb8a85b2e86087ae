/**
 * Ticks of an axis of counts: from 0 to the first at or above `most`, whole numbers in steps of 1, 2 or 5 times a power of ten.
 * @param most the largest count, at least 0
 * @param steps between ticks, at most
 */
export const niceTicks = (most: number, steps = 4): number[] => {
  const rough = Math.max(most / steps, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 5].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? 10 * power;
  return Array.from({ length: Math.max(Math.ceil(most / step), 1) + 1 }, (_, at) => at * step);
};

/**
 * A part of a whole in percent, to one decimal; never 100 where anything is missing, never 0 where there is something: one broken
 * promise among thousands must show. Undefined of nothing.
 */
export const percentOf = (part: number, whole: number): number | undefined => {
  if (!whole) return undefined;
  const least = part > 0 ? 1 : 0;
  const most = part < whole ? 999 : 1000;
  return Math.min(Math.max(Math.round((part / whole) * 1000), least), most) / 10;
};

/** The same in words: `97.5%`; a dash of nothing. */
export const percentWords = (part: number, whole: number, language: string): string => {
  const percent = percentOf(part, whole);
  return percent === undefined
    ? '–'
    : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(
        percent / 100,
      );
};

/** Which of `count` things along an axis are named: the last, and others at even distances before it, `most` at most. */
export const labelled = (count: number, most: number): ReadonlySet<number> => {
  const step = Math.ceil(count / most);
  return new Set(Array.from({ length: Math.ceil(count / step) }, (_, at) => count - 1 - at * step));
};

/**
 * How far the pill must rise, px, so that it does not cover a bar at the bottom of the window, such
 * as a pay button. A bar is a `fixed` or `sticky` element under the place of a pill that has not
 * risen, at most half as tall as the window.
 */
export const roomBelow = (pill: Element): number => {
  const { left } = pill.getBoundingClientRect();
  return Math.max(
    0,
    ...document.elementsFromPoint(left + 99, innerHeight - 28).map((found) => {
      const bar = found.getBoundingClientRect();
      return /fixed|sticky/.test(getComputedStyle(found).position) && bar.height < innerHeight / 2
        ? innerHeight - bar.top
        : 0;
    }),
  );
};

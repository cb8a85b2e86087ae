/**
 * How far the pill must rise, px, so that it does not cover a bar at the bottom of the window, such
 * as a pay button. A bar is a `fixed` or `sticky` element at the pill's place, at most half as
 * tall as the window.
 */
export const roomBelow = (pill: Element): number => {
  const { left, width, height } = pill.getBoundingClientRect();
  return Math.max(
    0,
    ...document.elementsFromPoint(left + width / 2, innerHeight - height / 2).map((found) => {
      const bar = found.getBoundingClientRect();
      return /fixed|sticky/.test(getComputedStyle(found).position) && bar.height < innerHeight / 2
        ? innerHeight - bar.top
        : 0;
    }),
  );
};

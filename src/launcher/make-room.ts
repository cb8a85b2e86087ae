/**
 * How far the pill must rise so that it covers no bar that the page keeps at the bottom of the window, such as a pay button: px.
 * Bars are what is `fixed` or `sticky` under the pill's own place; whatever is taller than half the window is no bar.
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

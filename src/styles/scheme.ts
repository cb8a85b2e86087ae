/**
 * Whether a place in the page is dark. The page decides, not the system, because most shops have one scheme only; and its text tells:
 * light text stands on a dark ground, whatever paints that ground. Green makes most of what the eye takes for lightness.
 */
export const onDarkGround = (place: Element): boolean => {
  const [, green] = getComputedStyle(place).color.match(/\d+/g) ?? [];
  return Number(green) > 140;
};

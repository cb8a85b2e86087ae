/**
 * Whether a place in the page is dark. The page decides, not the system, because most shops have one scheme only; and its text tells:
 * light text stands on a dark ground, whatever paints that ground.
 */
export const onDarkGround = (place: Element): boolean => {
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(place).color.match(/[\d.]+/g) ?? []).map(Number);
  return red * 0.3 + green * 0.6 + blue * 0.1 > 140;
};

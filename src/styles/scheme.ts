/**
 * The lightness of a computed colour, 0 to 1. `rgb(r, g, b)` and `color(space r g b)` are taken by
 * their green, which contributes most; `lab` and `lch` begin with the lightness in percent, `oklab`
 * and `oklch` with that from 0 to 1.
 */
const lightness = (color: string): number => {
  const [, first = NaN, second = NaN, third = NaN] = color.split(/[(, ]+/).map(parseFloat);
  const [space] = color;
  return space === 'r' ? second / 255 : space === 'c' ? third : space === 'l' ? first / 100 : first;
};

/** Whether a computed colour is that of text on a dark background. */
export const isLight = (color: string): boolean => lightness(color) > 0.55;

/** Text whose lightness differs from the ground's by less is not on that ground, but on a picture. */
const READABLE = 0.25;

/**
 * Whether text of this colour is on a dark background: it is lighter than its ground, or light
 * where the ground is not known, because a background can be painted in many ways. The page
 * decides, not the system setting: most shops have only one colour scheme.
 *
 * @param color a computed colour
 * @param ground that of the ground, or empty
 */
export const onDarkGround = (color: string, ground = ''): boolean => {
  const text = lightness(color);
  const behind = lightness(ground);
  return Math.abs(text - behind) > READABLE ? behind < text : isLight(color);
};

/** Whether what a page writes into this element is on a dark background. */
export const isDark = (element: Element): boolean => {
  let ground = '';
  for (let at: Element | null = element; at && !ground; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    // One with an alpha channel lets what is behind it through.
    if (!/a\(|\//.test(backgroundColor)) ground = backgroundColor;
  }
  return onDarkGround(getComputedStyle(element).color, ground);
};

/** How much red, green and blue contribute to relative luminance. */
const WEIGHTS = [0.2126, 0.7152, 0.0722];

/**
 * Darkens the shop's colour (on dark surfaces: lightens it) until text in this colour on our
 * surfaces, and our text on this colour, have a contrast of at least 4.5, in care mode 7 (WCAG 2.2,
 * 1.4.3 and 1.4.6).
 * @param hex `#rgb` or `#rrggbb`; an alpha channel is ignored
 * @example readableAccent('#2457d6', false, false) // 'rgb(36,87,214)'
 */
export const readableAccent = (hex: string, dark: boolean, care: boolean): string => {
  let colour =
    (hex.length < 7 ? hex.replace(/\w/g, '$&$&') : hex)
      .match(/\w\w/g)
      ?.map((byte) => parseInt(byte, 16)) ?? [];
  const luminance = () => {
    let sum = 0;
    // An exponent of 2.2 approximates the transfer curve of sRGB. Prototype.js has a `reduce` of its
    // own.
    for (let at = 0; at < 3; at++) sum += (WEIGHTS[at] ?? 0) * ((colour[at] ?? 0) / 255) ** 2.2;
    return sum;
  };
  while (dark ? luminance() < (care ? 0.5 : 0.32) : luminance() > (care ? 0.07 : 0.14))
    colour = colour.map((byte) => (dark ? byte + (256 - byte) * 0.1 : byte * 0.9));
  return `rgb(${colour.slice(0, 3).map(Math.round).join()})`;
};

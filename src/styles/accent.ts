/** A channel's share of relative luminance, sRGB's curve taken as a power of 2.2. */
const SHARES = [0.2126, 0.7152, 0.0722];

/**
 * A shop's colour, moved towards black (on a dark ground towards white) until it can be read as text on our surfaces, and our text on it:
 * contrast ≥ 4.5, in care mode ≥ 7 (WCAG 2.2, 1.4.3 and 1.4.6).
 * @param hex `#rgb` or `#rrggbb`
 */
export const readableAccent = (hex: string, dark: boolean, care: boolean): string => {
  let colour =
    (hex.length < 7 ? hex.replace(/\w/g, '$&$&') : hex)
      .match(/\w\w/g)
      ?.map((byte) => parseInt(byte, 16)) ?? [];
  const luminance = () =>
    SHARES.reduce((sum, share, at) => sum + share * ((colour[at] ?? 0) / 255) ** 2.2, 0);
  while (dark ? luminance() < (care ? 0.5 : 0.32) : luminance() > (care ? 0.07 : 0.14))
    colour = colour.map((byte) => (dark ? byte + (256 - byte) * 0.1 : byte * 0.9));
  return `rgb(${colour.slice(0, 3).map(Math.round).join()})`;
};

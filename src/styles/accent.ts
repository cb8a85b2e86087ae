type Rgb = readonly [number, number, number];

const parse = (hex: string): Rgb => {
  const digits = hex.length < 7 ? hex.slice(1, 4).replace(/./g, '$&$&') : hex.slice(1, 7);
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)) as unknown as Rgb;
};

/** Relative luminance, WCAG 2.2. */
const luminance = (colour: Rgb): number => {
  const [r, g, b] = colour.map((byte) => (byte <= 10 ? byte / 3294 : ((byte / 255 + 0.055) / 1.055) ** 2.4)) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a: Rgb, b: Rgb): number => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

/**
 * A shop's colour, moved towards black (or towards white on a dark ground) until text in it can be read on our surfaces, and text
 * on it too: contrast ≥ 4.5, in care mode ≥ 7.
 * @param hex `#rgb` or `#rrggbb`
 */
export const readableAccent = (hex: string, dark: boolean, care: boolean): string => {
  const ground: Rgb = dark ? [28, 39, 64] : [238, 243, 255];
  const end = dark ? 255 : 0;
  let colour = parse(hex);
  for (let step = 0; step < 20 && contrast(colour, ground) < (care ? 7 : 4.5); step++) {
    colour = colour.map((byte) => Math.round(byte + (end - byte) * 0.1)) as unknown as Rgb;
  }
  return `rgb(${colour.join()})`;
};

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readableAccent } from '../../src/styles/accent.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** Relative luminance as WCAG 2.2 defines it, with the exact transfer curve of sRGB. */
const luminance = (colour: Colour): number => {
  const [red = 0, green = 0, blue = 0] = colour.map((byte) =>
    byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: Colour, other: Colour): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const bytes = (hex: string): Colour =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Colour;
const read = (css: string): Colour => {
  const [, ...found] = /^rgb\((\d+),(\d+),(\d+)\)$/.exec(css) ?? [];
  if (found.length !== 3) throw new Error(`not a colour: ${css}`);
  return found.map(Number) as unknown as Colour;
};

const SOFT = { light: bytes('#eef3ff'), dark: bytes('#1d2740') };
const INK = { light: bytes('#ffffff'), dark: bytes('#0d1526') };

const byte = fc.integer({ min: 0, max: 255 });
const anyColour = fc
  .tuple(byte, byte, byte)
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);

describe('readableAccent', () => {
  for (const dark of [false, true]) {
    for (const care of [false, true]) {
      const min = care ? 7 : 4.5;
      it(`has a contrast of at least ${min} as text and under text on ${dark ? 'dark' : 'light'} surfaces${care ? ' in care mode' : ''}`, () => {
        const scheme = dark ? 'dark' : 'light';
        fc.assert(
          fc.property(anyColour, (hex) => {
            const colour = read(readableAccent(hex, dark, care));
            expect(contrast(colour, SOFT[scheme]), 'as text').to.be.at.least(min);
            expect(contrast(colour, INK[scheme]), 'under text').to.be.at.least(min);
          }),
          {
            numRuns: 1000,
            examples: [
              ['#000000'],
              ['#ffffff'],
              ['#ffff00'],
              ['#0000ff'],
              ['#00ff00'],
              ['#ff0000'],
              ['#808080'],
            ],
          },
        );
      });
    }
  }

  it('returns a readable colour unchanged', () => {
    expect(readableAccent('#2457d6', false, false)).to.equal('rgb(36,87,214)');
    expect(readableAccent('#8fb0ff', true, false)).to.equal('rgb(143,176,255)');
  });

  it('keeps the hue: the strongest channel stays the strongest', () => {
    fc.assert(
      fc.property(anyColour, fc.boolean(), fc.boolean(), (hex, dark, care) => {
        const [before, after] = [bytes(hex), read(readableAccent(hex, dark, care))];
        const strongest = before.indexOf(Math.max(...before));
        expect(after[strongest]).to.equal(Math.max(...after));
      }),
    );
  });

  it('accepts the short form, and ignores the alpha channel', () => {
    expect(readableAccent('#06c', false, false)).to.equal(readableAccent('#0066cc', false, false));
    expect(readableAccent('#06cf', false, false)).to.equal(readableAccent('#0066cc', false, false));
    expect(readableAccent('#0066cc80', false, false)).to.equal(
      readableAccent('#0066cc', false, false),
    );
    expect(readableAccent('#06C', false, false)).to.equal(readableAccent('#0066cc', false, false));
  });
});

import { expect, fixture, html } from '@open-wc/testing';
import { isDark, onDarkGround } from '../../src/styles/scheme.ts';

describe('onDarkGround', () => {
  const samples: Record<string, [color: string, dark: boolean]> = {
    'black text': ['#111', false],
    'grey text': ['#666', false],
    'dark blue text': ['#1a237e', false],
    'white text': ['#fff', true],
    'light grey text': ['rgb(200 200 200 / 0.87)', true],
    'light yellow text': ['#ffe9a8', true],
  };
  for (const [what, [color, dark]] of Object.entries(samples)) {
    it(`infers a ${dark ? 'dark' : 'light'} background from ${what}`, async () => {
      const place = await fixture<HTMLElement>(html`<p></p>`);
      place.style.color = color;
      expect(onDarkGround(getComputedStyle(place).color)).to.equal(dark);
    });
  }

  it('uses the text colour that the page sets', async () => {
    const page = await fixture<HTMLElement>(html`<section><p></p></section>`);
    const place = page.querySelector('p')!;
    expect(onDarkGround(getComputedStyle(place).color)).to.equal(false);
    page.style.color = '#eee';
    expect(onDarkGround(getComputedStyle(place).color)).to.equal(true);
  });

  it('compares text with its ground, in any colour space', () => {
    // The text of a real theme.
    expect(onDarkGround('rgb(145, 156, 167)', 'rgb(250, 250, 250)')).to.equal(false);
    expect(onDarkGround('rgb(145, 156, 167)', 'rgb(20, 20, 20)')).to.equal(true);
    expect(onDarkGround('oklch(0.93 0.01 250)', 'oklch(0.2 0.02 250)')).to.equal(true);
    expect(onDarkGround('oklch(0.3 0.01 250)', 'lab(98 0 0)')).to.equal(false);
    expect(onDarkGround('lab(95 1 -3)')).to.equal(true);
    expect(onDarkGround('lch(20 1 30)')).to.equal(false);
    expect(onDarkGround('color(srgb 0.9 0.9 0.9)', 'color(display-p3 0.1 0.1 0.1)')).to.equal(true);
    expect(onDarkGround('color(srgb 0.1 0.1 0.1)')).to.equal(false);
    expect(onDarkGround('rgba(240, 240, 240, 0.9)', 'oklab(0.15 0 0)')).to.equal(true);
  });

  it('takes light text on a light colour to be on a picture', () =>
    expect(onDarkGround('rgb(238, 238, 238)', 'rgb(255, 255, 255)')).to.equal(true));
});

describe('isDark', () => {
  it('finds the ground behind what lets it through', async () => {
    const page = await fixture<HTMLElement>(
      html`<section style="background: #fafafa; color: #919ca7">
        <div style="background: rgb(0 0 0 / 0.1)"><p></p></div>
      </section>`,
    );
    const place = page.querySelector('p')!;
    expect(isDark(place)).to.equal(false);
    page.style.backgroundColor = 'oklch(0.2 0.02 250)';
    expect(isDark(place)).to.equal(true);
  });
});

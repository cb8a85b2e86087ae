import { expect, fixture, html } from '@open-wc/testing';
import { onDarkGround } from '../../src/styles/scheme.ts';

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
});

import { expect, fixture, html } from '@open-wc/testing';
import { adopt } from '../../src/styles/adopt.ts';

describe('adopt', () => {
  const red = async (): Promise<{ shadow: ShadowRoot; color: string }> => {
    const host = await fixture<HTMLElement>(html`<section></section>`);
    const shadow = host.attachShadow({ mode: 'open' });
    const word = document.createElement('b');
    shadow.append(word);
    adopt(shadow, 'b { color: rgb(255, 0, 0) }');
    return { shadow, color: getComputedStyle(word).color };
  };

  it('adds styles without a style element, as a strict CSP requires', async () => {
    const { shadow, color } = await red();
    expect(color).to.equal('rgb(255, 0, 0)');
    expect(shadow.querySelector('style')).to.equal(null);
  });

  it('falls back to a style element in old browsers', async () => {
    const { CSSStyleSheet } = window;
    try {
      Object.assign(window, { CSSStyleSheet: undefined });
      expect((await red()).color).to.equal('rgb(255, 0, 0)');
    } finally {
      window.CSSStyleSheet = CSSStyleSheet;
    }
  });
});

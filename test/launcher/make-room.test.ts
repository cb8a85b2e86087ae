import { expect, fixture, html } from '@open-wc/testing';
import { roomBelow } from '../../src/launcher/make-room.ts';

describe('roomBelow', () => {
  let pill: HTMLElement;
  let bar: HTMLElement;

  beforeEach(async () => {
    const page = await fixture(
      html`<div>
        <b></b><i></i>
        <p></p>
      </div>`,
    );
    pill = page.querySelector('b')!;
    bar = page.querySelector('p')!;
    pill.style.cssText =
      'position: fixed; right: 20px; bottom: 20px; width: 200px; height: 56px; pointer-events: none';
    bar.style.cssText = 'position: fixed; left: 0; right: 0; bottom: 0; height: 64px; margin: 0';
  });

  it('is the height of a bar that is fixed below', () =>
    expect(Math.round(roomBelow(pill))).to.equal(64));

  it('is that of a bar that sticks to the bottom of a long page', () => {
    (bar.previousElementSibling as HTMLElement).style.cssText = 'display: block; height: 200vh';
    bar.style.cssText = 'position: sticky; bottom: 0; height: 48px; margin: 0';
    expect(Math.round(roomBelow(pill))).to.equal(48);
  });

  it('counts up to the top of a bar that hovers above the edge', () => {
    bar.style.bottom = '10px';
    expect(Math.round(roomBelow(pill))).to.equal(74);
  });

  it('is nothing where there is no bar', () => {
    bar.remove();
    expect(roomBelow(pill)).to.equal(0);
  });

  it('is nothing for a bar beside', () => {
    bar.style.right = '240px';
    expect(roomBelow(pill)).to.equal(0);
  });

  it('is nothing for what merely stands there', () => {
    bar.style.position = 'absolute';
    expect(roomBelow(pill)).to.equal(0);
  });

  it('is nothing for a veil over the whole page', () => {
    bar.style.height = '100%';
    expect(roomBelow(pill)).to.equal(0);
  });
});

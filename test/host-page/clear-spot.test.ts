import { expect, fixture, html } from '@open-wc/testing';
import { roomBelow } from '../../src/host-page/make-room.ts';

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

  it('returns the height of a fixed bar at the bottom', () =>
    expect(Math.round(roomBelow(pill))).to.equal(64));

  it('returns the height of a sticky bar at the bottom', () => {
    (bar.previousElementSibling as HTMLElement).style.cssText = 'display: block; height: 200vh';
    bar.style.cssText = 'position: sticky; bottom: 0; height: 48px; margin: 0';
    expect(Math.round(roomBelow(pill))).to.equal(48);
  });

  it('includes the gap below a bar', () => {
    bar.style.bottom = '10px';
    expect(Math.round(roomBelow(pill))).to.equal(74);
  });

  it('is 0 without a bar', () => {
    bar.remove();
    expect(roomBelow(pill)).to.equal(0);
  });

  it('ignores a bar beside the pill', () => {
    bar.style.right = '240px';
    expect(roomBelow(pill)).to.equal(0);
  });

  it('ignores static elements', () => {
    bar.style.position = 'absolute';
    expect(roomBelow(pill)).to.equal(0);
  });

  it('ignores an overlay over the whole page', () => {
    bar.style.height = '100%';
    expect(roomBelow(pill)).to.equal(0);
  });
});

import { expect, fixture, html } from '@open-wc/testing';
import { clearSpot, type Spot } from '../../src/host-page/clear-spot.ts';

const HOME: Spot = { x: 0, y: 0 };

describe('clearSpot', () => {
  let page: HTMLElement;
  let pill: HTMLElement;

  beforeEach(async () => {
    page = await fixture(
      html`<div style="min-height: 200vh">
        <hotline-widget-stub></hotline-widget-stub>
        ${Array.from({ length: 30 }, () => html`<p>Card</p>`)}
      </div>`,
    );
    pill = page.querySelector('hotline-widget-stub')!;
    pill.style.cssText =
      'position: fixed; z-index: 9999; right: 20px; bottom: 20px; width: 230px; height: 58px; background: #fff';
    scrollTo(0, 0);
  });

  /** Adds an element with these styles to the page. */
  const add = (style: string, markup = '<button>Pay</button>'): HTMLElement => {
    const added = document.createElement('section');
    added.setAttribute('style', style);
    added.innerHTML = markup;
    page.append(added);
    return added;
  };
  const spot = (up?: number) => {
    const found = clearSpot(pill, HOME, up);
    return found && { x: Math.round(found.x), y: Math.round(found.y) };
  };
  const bar = 'position: fixed; left: 0; right: 0; bottom: 0; height: 64px;';
  const whole = 'position: fixed; inset: 0;';

  describe('leaves the pill where it is', () => {
    it('over what does not float', () => {
      add('position: absolute; left: 0; right: 0; bottom: 0; top: 0');
      expect(spot()).to.deep.equal(HOME);
    });

    it('beside a bar that ends before it', () => {
      add(`${bar} right: 260px`);
      expect(spot()).to.deep.equal(HOME);
    });

    it('over a bar that cannot be seen or pressed', () => {
      add(`${bar} opacity: 0`);
      add(`${bar} pointer-events: none`);
      add(`${bar} visibility: hidden`);
      expect(spot()).to.deep.equal(HOME);
    });

    it('under what a library has left behind after its dialog', () => {
      add(`${whole} opacity: 0`, '<div role="dialog"></div>');
      add(`${whole} background: #0008; pointer-events: none`, '');
      expect(spot()).to.deep.equal(HOME);
    });

    it('over a background of the page', () => {
      page.prepend(add(`${whole} background: #eef`, ''));
      add('position: absolute; left: 0; top: 0; width: 60%; height: 100vh');
      expect(spot()).to.deep.equal(HOME);
      page.lastElementChild?.remove();
      expect(spot(), 'with nothing over it').to.equal(undefined);
    });

    it('in a page that scrolls inside an element which fills the window', () => {
      const shell = document.createElement('div');
      shell.setAttribute('style', `${whole} overflow: auto`);
      for (let at = 0; at < 200; at++) shell.append(document.createElement('p'));
      page.append(shell);
      expect(spot()).to.deep.equal(HOME);
    });

    it('in a page that fixes its body', () => {
      document.body.style.position = 'fixed';
      document.body.style.width = '100%';
      try {
        expect(spot()).to.deep.equal(HOME);
      } finally {
        document.body.style.cssText = '';
      }
    });
  });

  describe('moves it', () => {
    it('above a fixed bar, and the gap below the bar', () => {
      const pay = add(bar);
      expect(spot()).to.deep.equal({ x: 0, y: 64 });
      pay.style.bottom = '10px';
      expect(spot()).to.deep.equal({ x: 0, y: 74 });
    });

    it('above a sticky bar', () => {
      add('position: sticky; bottom: 0; height: 48px');
      expect(spot()).to.deep.equal({ x: 0, y: 48 });
    });

    it('above two bars, one on the other', () => {
      add(bar);
      add(`${bar} bottom: 64px`);
      expect(spot()).to.deep.equal({ x: 0, y: 128 });
    });

    it('above a button to the top of the page', () => {
      add('position: fixed; right: 24px; bottom: 24px; width: 44px; height: 44px');
      expect(spot()).to.deep.equal({ x: 0, y: 68 });
    });

    it('beside a tall toolbar or a drawer', () => {
      const bar = add('position: fixed; right: 0; bottom: 40px; width: 60px; height: 300px');
      expect(spot()).to.deep.equal({ x: -60, y: 0 });
      bar.style.cssText = 'position: fixed; right: 0; top: 0; bottom: 0; width: 300px';
      expect(spot()).to.deep.equal({ x: -300, y: 0 });
    });

    it('beside a chat in a frame, and above a video', () => {
      const chat = add('', '<iframe title="Chat"></iframe>').firstElementChild as HTMLElement;
      chat.style.cssText =
        'position: fixed; right: 10px; bottom: 10px; width: 70px; height: 70vh; border: 0';
      expect(spot(), 'a chat').to.deep.equal({ x: -80, y: 0 });
      chat.remove();
      const video = add('', '<video></video>').firstElementChild as HTMLElement;
      video.style.cssText = 'position: fixed; right: 0; bottom: 0; width: 240px; height: 135px';
      expect(spot(), 'a video').to.deep.equal({ x: 0, y: 135 });
    });

    it('to the right where it is at the left', () => {
      pill.style.right = 'auto';
      pill.style.left = '20px';
      add('position: fixed; left: 0; top: 0; bottom: 0; width: 200px');
      expect(spot()).to.deep.equal({ x: 200, y: 0 });
    });

    it('above a bar inside an element that the page scrolls in', () => {
      const shell = add(`${whole} overflow: auto`, '<p></p>'.repeat(200));
      const inner = document.createElement('nav');
      inner.setAttribute('style', bar);
      shell.append(inner);
      expect(spot()).to.deep.equal({ x: 0, y: 64 });
    });

    it('as far up as the member has put it, but not out of the window', () => {
      expect(spot(100)).to.deep.equal({ x: 0, y: 100 });
      expect(spot(99_999)).to.deep.equal({ x: 0, y: innerHeight - 78 });
      add(bar);
      expect(spot(100)).to.deep.equal({ x: 0, y: 100 });
      expect(spot(20)).to.deep.equal({ x: 0, y: 64 });
    });
  });

  it('counts from the place of the pill, wherever it is now', () => {
    add(bar);
    pill.style.transform = 'translate(-30px, -64px)';
    expect(clearSpot(pill, { x: -30, y: 64 })).to.deep.equal({ x: 0, y: 64 });
  });

  describe('finds no place', () => {
    it('beside a sheet of half the window and more', () => {
      const sheet = add('position: fixed; left: 0; right: 0; bottom: 0; height: 50vh');
      expect(spot()).to.equal(undefined);
      sheet.style.height = '85vh';
      expect(spot()).to.equal(undefined);
    });

    it('under a mask, whatever its dialog looks like', () => {
      add(`${whole} background: #0008`, '');
      add('position: fixed; left: 30%; right: 30%; top: 30%; bottom: 30%; background: #fff');
      expect(spot()).to.equal(undefined);
    });

    it('under something transparent that takes every press', () => {
      add(whole, '');
      expect(spot()).to.equal(undefined);
    });

    it('under a mask whose dialog is absolute', () => {
      add(`${whole} background: #0008`, '');
      add('position: absolute; left: 30%; right: 30%; top: 30vh; height: 40vh').setAttribute(
        'role',
        'dialog',
      );
      expect(spot()).to.equal(undefined);
    });

    it('over a dialog that fills the window and has most of the elements', () => {
      add(whole, '<p></p>'.repeat(400)).setAttribute('role', 'dialog');
      expect(spot()).to.equal(undefined);
    });

    it('while a modal dialog of the browser shows', () => {
      const dialog = document.createElement('dialog');
      page.append(dialog);
      dialog.showModal();
      expect(spot()).to.equal(undefined);
      const inner = document.createElement('dialog');
      dialog.append(inner);
      inner.showModal();
      expect(spot(), 'two of them').to.equal(undefined);
      inner.close();
      expect(spot(), 'the outer one').to.equal(undefined);
      dialog.close();
      expect(spot()).to.deep.equal(HOME);
    });
  });
});

import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import { lookAfter } from '../../src/host-page/attend.ts';
import { MOVED } from '../../src/host-page/moved.ts';
import type { HotlineWidget } from '../../src/launcher/hotline-widget.ts';
import { registerLauncher } from '../../src/launcher/register.ts';
import { RequestPlaceEvent } from '../../src/events/request-place.ts';
import { until } from '../support/clock.ts';

describe('A pill that may be moved', () => {
  registerLauncher();
  let widget: HotlineWidget;
  let pill: HTMLElement;

  const box = () => {
    const { left, right, bottom, width, height, top } = pill.getBoundingClientRect();
    return {
      x: Math.round((left + right) / 2),
      y: Math.round((top + bottom) / 2),
      left: Math.round(left),
      right: Math.round(innerWidth - right),
      up: Math.round(innerHeight - bottom),
      width,
      height,
    };
  };
  const shows = (what: string, does: () => boolean) =>
    until(does, () => `${what}: ${JSON.stringify(box())}`);

  const show = (attributes: Record<string, string> = {}) => {
    widget = document.createElement('hotline-widget');
    for (const [name, value] of Object.entries({ phone: '400-123-4567', ...attributes }))
      widget.setAttribute(name, value);
    document.body.append(widget);
    pill = widget.shadowRoot!.querySelector<HTMLElement>('[part=launcher]')!;
    lookAfter(widget);
  };
  /** Waits until the code for moving is there. */
  const ready = async () => {
    await sendMouse({ type: 'move', position: [box().x, box().y] });
    await until(
      () => pill.style.userSelect === 'none',
      () => 'the code for moving',
    );
  };
  const drag = async (x: number, y: number) => {
    const from = box();
    await sendMouse({ type: 'move', position: [from.x, from.y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [from.x + 20, from.y - 20] });
    await sendMouse({ type: 'move', position: [x, y] });
    await sendMouse({ type: 'up' });
  };
  const ask = (place: 'other-side' | 'tucked') => pill.dispatchEvent(new RequestPlaceEvent(place));

  beforeEach(() => sessionStorage.removeItem(MOVED));
  afterEach(async () => {
    widget.remove();
    sessionStorage.removeItem(MOVED);
    await sendMouse({ type: 'move', position: [1, 1] });
  });

  it('is at once where it was on the page before', () => {
    sessionStorage.setItem(MOVED, JSON.stringify({ left: true, up: 120, tucked: false }));
    show();
    const { left, up } = box();
    expect({ left, up }).to.deep.equal({ left: 20, up: 140 });
  });

  it('snaps to the side where it is dropped, as far up, and does not open', async () => {
    show();
    await ready();
    await drag(150, innerHeight - 300);
    await shows('at the left', () => box().left === 20);
    expect(box().y).to.be.closeTo(innerHeight - 300, 2);
    expect(widget.hasAttribute('opened')).to.equal(false);
    pill.click();
    expect(widget.hasAttribute('opened'), 'a press opens it').to.equal(true);
  });

  it('is where the first touch has put it, even if that was over before the code was there', async () => {
    show();
    const touch = (type: string, clientX: number, clientY: number) =>
      pill.dispatchEvent(
        new PointerEvent(type, { clientX, clientY, pointerType: 'touch', pointerId: 7 }),
      );
    const { x, y } = box();
    touch('pointerenter', x, y);
    touch('pointerdown', x, y);
    touch('pointerup', 150, y - 200);
    await shows('at the left', () => box().left === 20);
    expect(box().y).to.be.closeTo(y - 200, 2);
    pill.click();
    expect(widget.hasAttribute('opened'), 'a press opens it').to.equal(true);
  });

  it('stays where it is if the first touch was a press', async () => {
    show();
    const { x, y } = box();
    for (const type of ['pointerenter', 'pointerdown', 'pointerup'])
      pill.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y }));
    pill.click();
    await until(
      () => pill.style.userSelect === 'none',
      () => 'the code for moving',
    );
    expect(widget.hasAttribute('opened')).to.equal(true);
    expect(sessionStorage.getItem(MOVED)).to.equal(null);
  });

  it('and its handle look the same in a page from right to left', async () => {
    document.documentElement.dir = 'rtl';
    try {
      show();
      await ready();
      expect(box().right).to.equal(20);
      const icon = pill.querySelector('i')!;
      expect(icon.getBoundingClientRect().left).to.be.closeTo(box().left + 11, 2);
      ask('tucked');
      await shows('a handle', () => box().width < 40 && box().right === 0);
      const { left, right } = icon.getBoundingClientRect();
      expect(left, 'the icon is inside').to.be.at.least(box().left);
      expect(right).to.be.at.most(innerWidth);
      ask('other-side');
      await shows('a handle at the left', () => box().width < 40 && box().left === 0);
    } finally {
      document.documentElement.dir = '';
    }
  });

  it('is a press where the pointer hardly moves', async () => {
    show();
    await ready();
    const { x, y } = box();
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x + 3, y + 2] });
    await sendMouse({ type: 'up' });
    expect(widget.hasAttribute('opened')).to.equal(true);
    expect(sessionStorage.getItem(MOVED)).to.equal(null);
  });

  it('is where it was on the next page of the visit', async () => {
    show();
    await ready();
    await drag(150, innerHeight - 200);
    await shows('at the left', () => box().left === 20);
    const { up } = box();
    widget.remove();
    show();
    await shows('at the left again', () => box().left === 20 && box().up === up);
  });

  it('is tucked away at the side where it is dropped, leaving a handle that shows it', async () => {
    show();
    await ready();
    await drag(innerWidth - 4, innerHeight - 200);
    await shows('a handle', () => box().width < 40 && box().right === 0);
    expect(box().width).to.be.at.least(24);
    expect(box().height).to.be.at.least(44);
    expect(pill.getAttribute('aria-label')).to.match(/热线|hotline/);
    await expect(widget).to.be.accessible();
    pill.click();
    await shows('the pill', () => box().width > 200 && box().right === 20);
    expect(widget.hasAttribute('opened')).to.equal(false);
    expect(pill.hasAttribute('aria-label')).to.equal(false);
  });

  it('moves to the other side and is tucked away as the panel asks', async () => {
    show();
    ask('other-side');
    await shows('at the left', () => box().left === 20);
    ask('tucked');
    await shows('a handle', () => box().width < 40 && box().left === 0);
    ask('other-side');
    await shows('a handle at the right', () => box().right === 0);
  });

  it('shows in full while there is an open ticket', async () => {
    const key = 'hotline:ticket::';
    show();
    ask('tucked');
    await shows('a handle', () => box().width < 40);
    const { store } = widget;
    const { state } = store!;
    // The handle asks for nothing but who is here.
    Object.defineProperty(store, 'state', {
      configurable: true,
      get: () => ({ ...state, contact: { member: {} } }),
    });
    localStorage.setItem(key, JSON.stringify({ since: Date.now() }));
    document.dispatchEvent(new Event('hotline-callback-created'));
    await shows('the pill', () => box().width > 200);
    localStorage.removeItem(key);
    document.dispatchEvent(new Event('hotline-callback-created'));
    await shows('a handle again', () => box().width < 40);
    Object.defineProperty(store, 'state', { value: state, writable: true });
  });

  it('gets along with rubbish in the storage, and with a page that forbids it', async () => {
    sessionStorage.setItem(MOVED, '{broken');
    show();
    await ready();
    expect(box().right).to.equal(20);
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new Error('forbidden');
    };
    try {
      ask('other-side');
      await shows('at the left', () => box().left === 20);
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });

  it('stays where it is if the shop says so', async () => {
    show({ pinned: '' });
    await sendMouse({ type: 'move', position: [box().x, box().y] });
    await drag(150, 100);
    expect(box().right).to.equal(20);
    expect(pill.parentElement?.hasAttribute('data-movable')).to.equal(false);
  });
});

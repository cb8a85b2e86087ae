import { expect } from '@open-wc/testing';
import { attend } from '../../src/host-page/attend.ts';
import { registerLauncher } from '../../src/launcher/register.ts';
import { until } from '../support/clock.ts';

describe('attend', () => {
  registerLauncher();
  const widget = document.createElement('hotline-widget');
  widget.setAttribute('phone', '400-123-4567');
  const pill = widget.shadowRoot!.querySelector<HTMLElement>('[part=launcher]')!;
  const gap = () => Math.round(innerHeight - pill.getBoundingClientRect().bottom);

  before(() => {
    document.body.append(widget);
    attend(widget, false);
  });
  after(() => widget.remove());

  it('keeps the pill above a bar that appears without scrolling', async () => {
    expect(gap()).to.equal(20);
    const bar = document.createElement('div');
    bar.setAttribute('style', 'position: fixed; left: 0; right: 0; bottom: 0; height: 64px');
    document.body.append(bar);
    await until(
      () => gap() === 84,
      () => `${gap()} px below the pill`,
    );
    bar.style.display = 'none';
    await until(
      () => gap() === 20,
      () => `${gap()} px below the pill`,
    );
    bar.remove();
  });

  it('puts the element back when the page removes it', async () => {
    widget.remove();
    await until(
      () => widget.isConnected,
      () => 'the element in the page',
    );
  });

  it('removes a copy of the element that the page restores from its HTML', async () => {
    const html = widget.outerHTML;
    document.body.innerHTML = `<h1>Restored</h1>${html}`;
    await until(
      () => widget.isConnected && document.querySelectorAll('hotline-widget').length === 1,
      () => `${document.querySelectorAll('hotline-widget').length} elements`,
    );
  });

  it('leaves panels in place alone', async () => {
    const inline = document.createElement('hotline-widget');
    inline.setAttribute('mode', 'inline');
    document.body.append(inline);
    widget.remove();
    await until(
      () => widget.isConnected,
      () => 'the element in the page',
    );
    expect(inline.isConnected).to.equal(true);
    inline.remove();
  });

  it('follows the colours of the page, by text and ground', async () => {
    const dark = () => pill.parentElement!.classList.contains('dark');
    const switchTo = async (style: string, isDark: boolean) => {
      document.body.style.cssText = style;
      await until(
        () => dark() === isDark,
        () => `${style}: ${dark() ? 'dark' : 'light'}`,
      );
    };
    await switchTo('color: #eee; background: #111', true);
    await switchTo('color: rgb(145, 156, 167); background: #fafafa', false);
    await switchTo('color: oklch(0.93 0 0); background: oklch(0.2 0 0)', true);
    await switchTo('', false);
  });

  it('gives up with one warning if the page removes the element each time', async () => {
    const { warn } = console;
    const warned: string[] = [];
    console.warn = (words: string) => warned.push(words);
    const observer = new MutationObserver(() => widget.remove());
    observer.observe(document.body, { childList: true });
    try {
      widget.remove();
      await until(
        () => warned.length > 0,
        () => 'a warning',
      );
      observer.disconnect();
      document.body.append(document.createElement('p'));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      expect(widget.isConnected).to.equal(false);
      expect(warned).to.have.length(1);
      expect(warned[0]).to.include('removes <hotline-widget>');
    } finally {
      console.warn = warn;
    }
  });
});

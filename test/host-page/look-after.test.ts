import { expect } from '@open-wc/testing';
import '../../src/define.ts';
import { until } from '../support/clock.ts';

describe('an element of a page that bundles the package', () => {
  const show = () => {
    const widget = document.createElement('hotline-widget');
    widget.setAttribute('phone', '400-123-4567');
    document.body.append(widget);
    return widget;
  };
  const raised = async (widget: Element, px: number) => {
    const pill = widget.shadowRoot!.querySelector('[part=launcher]')!;
    const gap = () => Math.round(innerHeight - pill.getBoundingClientRect().bottom);
    await until(
      () => gap() === px,
      () => `${gap()} px below the pill`,
    );
  };

  it('keeps its pill above a bar, and so does the element that replaces it', async () => {
    const bar = document.createElement('div');
    bar.setAttribute('style', 'position: fixed; left: 0; right: 0; bottom: 0; height: 64px');
    document.body.append(bar);
    const first = show();
    await raised(first, 84);
    first.remove();
    const second = show();
    await raised(second, 84);
    bar.remove();
    await raised(second, 20);
    expect(first.isConnected).to.equal(false);
    second.remove();
  });
});

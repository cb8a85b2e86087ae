import './define-panel.ts';
import { defineElement, ELEMENTS, type Tag } from './elements.ts';
import { lookAfter } from './host-page/attend.ts';
import { HotlineWidget } from './launcher/hotline-widget.ts';
import { registerLauncher } from './launcher/register.ts';

/** Puts nothing back: a page that bundles the package removes the element when it means to. */
class LookedAfter extends HotlineWidget {
  override connectedCallback(): void {
    super.connectedCallback();
    // The pill shows first.
    setTimeout(() => {
      if (this.isConnected && this.getAttribute('mode') !== 'inline') lookAfter(this);
    });
  }
}

/**
 * `hotline-widget/define`: defines every element, for pages that bundle the package instead of
 * using the script tag.
 */
registerLauncher(LookedAfter);
for (const tag of Object.keys(ELEMENTS) as Tag[]) void defineElement(tag);

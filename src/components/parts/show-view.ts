import { defineElement } from '../../elements.ts';
import type { View } from '../../events/request-view.ts';
import type { ContactStore } from '../../stores/contact-store.ts';
import type { Context } from '../../page/context.ts';

interface Placed extends HTMLElement {
  store?: ContactStore | undefined;
  context?: Context;
}

interface PanelHost extends Placed {
  open(view: View): void;
}

/**
 * Shows a view of an element that the page placed: in the page's own element for it, else in the
 * panel, else in a new element below. Elements of another source would show, and ask, another desk.
 */
export const showView = (from: Element, view: View, context: Context): void => {
  const isSame = ({ store }: Placed): boolean => store === context.store;
  const root = from.getRootNode() as Document | ShadowRoot;
  const [placed] = [root, document]
    .flatMap((within) => [...within.querySelectorAll<Placed>(`hotline-${view}`)])
    .filter(isSame);
  if (placed) return placed.scrollIntoView({ block: 'nearest' });
  const [widget] = [...document.querySelectorAll<PanelHost>('hotline-widget')].filter(isSame);
  if (widget) return widget.open(view);
  if (view === 'home') return;
  const made: Placed = document.createElement(`hotline-${view}`);
  made.context = context;
  from.after(made);
  defineElement(`hotline-${view}`).then(
    () => made.scrollIntoView({ block: 'nearest' }),
    () => made.remove(),
  );
};

import { FIND_CONTEXT } from '../page/context.ts';
import { isDark } from '../styles/scheme.ts';
import type { Widget } from './widget.ts';

interface Drawn extends HTMLElement {
  requestUpdate?: () => void;
}

/** The elements that a page may contain. */
const ELEMENTS = 'hotline-widget,hotline-number,hotline-checklist,hotline-callback,hotline-ticket';

/** The colours of the page, as far as they decide whether it is dark. */
const coloursOf = (): string =>
  ['html', 'body']
    .map((tag) => document.querySelector(tag))
    .map((element) => element && getComputedStyle(element))
    .map((style) => `${style?.color} ${style?.backgroundColor}`)
    .join();

/**
 * From now on, elements are dark where text and ground of the page say so. Returns the function
 * that draws them anew if the page's colours have changed since its last call.
 */
export const followTheme = (): (() => void) => {
  const find = window[FIND_CONTEXT];
  if (find)
    window[FIND_CONTEXT] = Object.assign((element: Element) => {
      const found = find(element);
      return Object.defineProperty(found, 'dark', {
        get: () => isDark(element.parentElement ?? element),
        enumerable: true,
      });
    }, find);
  let colours: string | undefined;
  return () => {
    const now = coloursOf();
    if (now === colours) return;
    colours = now;
    for (const element of document.querySelectorAll<Drawn & Partial<Widget>>(ELEMENTS))
      if (element.requestUpdate) element.requestUpdate();
      else element.attributeChangedCallback?.();
  };
};

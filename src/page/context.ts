import type { Language } from '../contract/text.ts';
import type { ContactStore } from '../stores/contact-store.ts';

/** What an element shows, in which words and in which look. Each element hands it down to those inside it, as one property. */
export interface Context {
  /** Where the Contact comes from. */
  store: ContactStore;
  language: Language;
  /** Whether the ground is dark. */
  dark: boolean;
  /** Larger and simpler, for elderly members. */
  care: boolean;
  /** The order that the page is about. */
  order?: string | null | undefined;
}

/** What the page around an element says of it. */
export type FoundContext = Pick<Context, 'store' | 'language' | 'dark'>;

/**
 * Under this key a window keeps the function that finds an element's context. The launcher and the panel are separate files with
 * separate modules, and a page may hold two builds; a registered symbol is the same in all of them, and no element's id can hide it.
 */
export const FIND_CONTEXT: unique symbol = Symbol.for('hotline-widget');

declare global {
  interface Window {
    [FIND_CONTEXT]?: (element: Element) => FoundContext;
  }
}

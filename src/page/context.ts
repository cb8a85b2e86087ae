import type { Language } from '../contract/text.ts';
import type { ContactStore } from '../stores/contact-store.ts';

/**
 * What an element shows, in which language and style. Each element passes it to the elements inside
 * it as one property.
 */
export interface Context {
  /** Where the Contact comes from. */
  store: ContactStore;
  language: Language;
  /** Whether the background is dark. */
  dark: boolean;
  /** Larger and simpler, for elderly members. */
  care: boolean;
  /** The order that the page is about. */
  order?: string | null | undefined;
  /** The member's recent orders, as the page names them: not checked yet. */
  orders?: string | null | undefined;
}

/** The part of a context that the page around an element determines. */
export type FoundContext = Pick<Context, 'store' | 'language' | 'dark'>;

/** Finds the context of an element. */
export interface FindContext {
  (element: Element): FoundContext;
  /** Whether elements keep their store when the page hands them a fresh token. */
  keepsMember?: boolean;
}

/**
 * Under this key, `window` has the function that finds an element's context. The launcher and the
 * panel are separate bundles, and a page may load two builds. No symbol, because pages have
 * variables of that name.
 */
export const FIND_CONTEXT = 'hotlineContext';

declare global {
  interface Window {
    [FIND_CONTEXT]?: FindContext;
  }
}

import type { ContactStore } from '../stores/contact-store.ts';

/** What is needed of `<hotline-widget>` here. The launcher is a bundle of its own. */
export interface Widget extends HTMLElement {
  store?: ContactStore | undefined;
  onRemoved?: () => void;
  /** The file that looks after it. */
  keeper?: string;
  preload(): void;
  close(): void;
  /** Shows the state of the page anew. */
  attributeChangedCallback(): void;
}

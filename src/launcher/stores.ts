import { ContactStore } from '../stores/contact-store.ts';
import { sourceKey, type Source } from '../stores/source.ts';
import { loadResolver } from './chunks.ts';

/** The page's stores, by source. The launcher is defined once, so every element of a page shares these. */
export const stores: Record<string, ContactStore> = {};

/** The one store of a source: elements that name the same share one request. */
export const storeOf = (source: Source): ContactStore =>
  (stores[sourceKey(source)] ??= new ContactStore(source, window, loadResolver));

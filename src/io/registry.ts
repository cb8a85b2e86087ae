import type { ContactStore } from './contact-store.ts';
import type { Source } from './source.ts';

/** Gives each distinct source of a page its one store, whichever file an element was loaded from. */
export type StoreFor = (source: Source) => ContactStore;

const page = window as unknown as Record<symbol, StoreFor>;
const KEY = Symbol.for('hotline-widget');

/** Whoever comes first serves the page; the launcher comes before every other element. */
export const serveStores = (storeFor: StoreFor): void => {
  page[KEY] ??= storeFor;
};

/** The page's store of a source. */
export const storeOf: StoreFor = (source) => (page[KEY] as StoreFor)(source);

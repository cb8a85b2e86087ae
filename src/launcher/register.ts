import { ContactStore } from '../io/contact-store.ts';
import { serveStores } from '../io/registry.ts';
import { sourceKey } from '../io/source.ts';
import { loadResolver } from './chunks.ts';
import { HotlineWidget } from './hotline-widget.ts';

const stores: Record<string, ContactStore> = {};

/** Defines `<hotline-widget>`, once however often it is loaded. */
export const registerLauncher = (): void => {
  if (!customElements.get('hotline-widget')) {
    serveStores((source) => (stores[sourceKey(source)] ??= new ContactStore(source, window, loadResolver)));
    customElements.define('hotline-widget', HotlineWidget);
    // Back from the back-forward cache: the member may have signed out meanwhile.
    addEventListener('pageshow', ({ persisted }) => {
      for (const store of persisted ? Object.values(stores) : []) {
        store.forget();
        void store.refresh();
      }
    });
  }
};

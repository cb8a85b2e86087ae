import { HotlineWidget } from './hotline-widget.ts';
import { stores } from './stores.ts';

/** Defines `<hotline-widget>`, once however often it is loaded. */
export const registerLauncher = (): void => {
  if (!customElements.get('hotline-widget')) {
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

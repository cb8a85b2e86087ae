import { ContactStore } from '../io/contact-store.ts';
import { serveStores } from '../io/registry.ts';
import { sourceKey } from '../io/source.ts';
import { loadResolver } from './chunks.ts';
import { HotlineWidget } from './hotline-widget.ts';

const stores: Record<string, ContactStore> = {};

/** Defines `<hotline-widget>`, once however often it is loaded. */
export const registerLauncher = (): void => {
  serveStores((source) => (stores[sourceKey(source)] ??= new ContactStore(source, window, loadResolver)));
  if (!customElements.get('hotline-widget')) customElements.define('hotline-widget', HotlineWidget);
};

import { matchLanguage } from '../core/text.ts';
import { ContactStore, type LoadResolver } from '../stores/contact-store.ts';
import { sourceOf } from '../stores/source.ts';
import { isLight } from '../styles/scheme.ts';
import { FIND_CONTEXT, type FindContext } from './context.ts';

/**
 * Returns the page's function that finds the context of an element: the store of the source that
 * its own attributes name, or else that of the page's `<hotline-widget>`; the language around it,
 * or else the browser's; and whether it is on a dark background. The first caller makes it, so a
 * page has one store per source even with several builds.
 */
export const findContext = (loadResolver: LoadResolver): FindContext => {
  if (window[FIND_CONTEXT]) return window[FIND_CONTEXT];
  /** By source, so that elements with the same source share requests. */
  const stores: Record<string, ContactStore> = {};
  // Back from the back-forward cache: the member may have signed out meanwhile.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const store of Object.values(stores)) {
      store.forget();
      void store.refresh();
    }
  });
  return (window[FIND_CONTEXT] = (element) => {
    const source = sourceOf(element);
    const key = Object.values(source).join('\n');
    const widget = document.querySelector<Element & { store?: ContactStore }>('hotline-widget');
    return {
      store:
        (!(source.desk || source.config) &&
          element !== widget &&
          widget?.store?.state &&
          widget.store) ||
        (stores[key] ??= new ContactStore(source, window, loadResolver)),
      language: matchLanguage([
        element.closest<HTMLElement>('[lang]')?.lang,
        ...navigator.languages,
      ]),
      // The text alone, until what looks after the page judges by the ground, too.
      // Makes the browser compute styles, so it is read only when it is needed.
      get dark() {
        return isLight(getComputedStyle(element.parentElement ?? element).color);
      },
    };
  });
};

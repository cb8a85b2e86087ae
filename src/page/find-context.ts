import { matchLanguage } from '../core/text.ts';
import { ContactStore, type LoadResolver } from '../stores/contact-store.ts';
import { sourceOf } from '../stores/source.ts';
import { onDarkGround } from '../styles/scheme.ts';
import { FIND_CONTEXT, type FoundContext } from './context.ts';

type FindContext = (element: Element) => FoundContext;

/**
 * The page's function that finds the context of an element: the store of the source that its own attributes name, or else that of the
 * page's `<hotline-widget>`; the language of the page around it, or else the browser's; and whether it stands on a dark ground. The
 * first caller in a page makes it, so a page has one store per source, however many builds it holds.
 */
export const findContext = (loadResolver: LoadResolver): FindContext => {
  if (window[FIND_CONTEXT]) return window[FIND_CONTEXT];
  /** By source: elements that name the same one share one request. */
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
        (!(source.desk || source.config) && element !== widget && widget?.store) ||
        (stores[key] ??= new ContactStore(source, window, loadResolver)),
      language: matchLanguage([
        element.closest<HTMLElement>('[lang]')?.lang,
        ...navigator.languages,
      ]),
      dark: onDarkGround(getComputedStyle(element.parentElement ?? element).color),
    };
  });
};

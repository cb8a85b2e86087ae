import type { BrowserHistory } from './browser-history.ts';

/** What the console takes from the browser, so that it can be shown and tested without one of its own. */
export interface Services {
  fetch: typeof fetch;
  EventSource: typeof EventSource;
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  history: BrowserHistory;
  /** Epoch ms. */
  now(): number;
}

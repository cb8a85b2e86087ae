/** The part of the browser's URL and history that the console uses. */
export interface BrowserHistory {
  /** Path and query of the current URL. */
  path(): string;
  push(path: string): void;
  replace(path: string): void;
  /** Calls `act` when the user goes back or forward. Returns a function that stops listening. */
  listen(act: () => void): () => void;
}

export const browserHistory = (page: Window): BrowserHistory => ({
  path: () => page.location.pathname + page.location.search,
  push: (path) => page.history.pushState(null, '', path),
  replace: (path) => page.history.replaceState(null, '', path),
  listen: (act) => {
    page.addEventListener('popstate', act);
    return () => page.removeEventListener('popstate', act);
  },
});

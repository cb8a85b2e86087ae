/** The pages of the navigation, in its order. */
export const PAGES = ['queue', 'find', 'wall', 'team', 'audit', 'deliveries'] as const;
export type Page = (typeof PAGES)[number];

/** Those that only supervisors see. */
export const SUPERVISOR_PAGES: readonly Page[] = ['audit', 'deliveries'];

export interface Route {
  page: Page | 'ticket';
  /** Of the ticket; empty elsewhere. */
  number: string;
  query: URLSearchParams;
}

const BASE = '/console';

/** Where a page is: `/console/find?q=1234`. */
export const pathOf = (page: Page, query: Record<string, string> = {}): string => {
  const search = new URLSearchParams(query).toString();
  return `${BASE}/${page}${search && `?${search}`}`;
};

/** Where a ticket is; `number` in plain digits. */
export const ticketPath = (number: string): string =>
  `${BASE}/ticket/${encodeURIComponent(number)}`;

/** The page at a path of the console, with its search; the queue where there is none. */
export const readRoute = (path: string): Route => {
  const { pathname, searchParams: query } = new URL(path, 'http://console');
  const [name = '', number = ''] = pathname.slice(BASE.length + 1).split('/');
  if (name === 'ticket' && number) return { page: 'ticket', number: decode(number), query };
  return { page: PAGES.find((page) => page === name) ?? 'queue', number: '', query };
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The address bar: what the router reads and writes. */
export interface Place {
  /** Path and search. */
  path(): string;
  push(path: string): void;
  replace(path: string): void;
  /** Calls back where the user goes back and forth. Returns the way to stop. */
  listen(act: () => void): () => void;
}

export const browserPlace = (page: Window): Place => ({
  path: () => page.location.pathname + page.location.search,
  push: (path) => page.history.pushState(null, '', path),
  replace: (path) => page.history.replaceState(null, '', path),
  listen: (act) => {
    page.addEventListener('popstate', act);
    return () => page.removeEventListener('popstate', act);
  },
});

/** Asks the shell for another page. */
export class NavigateEvent extends Event {
  static readonly type = 'console-navigate';

  constructor(
    readonly path: string,
    /** Takes the place of the current entry in the history. */
    readonly replace = false,
  ) {
    super(NavigateEvent.type, { bubbles: true, composed: true });
  }
}

/** Asks the shell to say something: shown for a moment, and read out. */
export class SayEvent extends Event {
  static readonly type = 'console-say';

  constructor(
    readonly words: string,
    readonly kind: 'done' | 'bad' | 'quiet' = 'done',
  ) {
    super(SayEvent.type, { bubbles: true, composed: true });
  }
}

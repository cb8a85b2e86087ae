/** Pages in the order of the navigation. */
export const PAGES = ['queue', 'find', 'wall', 'team', 'audit', 'deliveries'] as const;
export type Page = (typeof PAGES)[number];

/** Pages for supervisors only. */
export const SUPERVISOR_PAGES: readonly Page[] = ['audit', 'deliveries'];

export interface Route {
  page: Page | 'ticket';
  /** Ticket number; empty on other pages. */
  number: string;
  query: URLSearchParams;
}

const BASE = '/console';

/** Path of a page, such as `/console/find?q=1234`. */
export const pathOf = (page: Page, query: Record<string, string> = {}): string => {
  const search = new URLSearchParams(query).toString();
  return `${BASE}/${page}${search && `?${search}`}`;
};

/** Path of a ticket. `number` has digits only. */
export const ticketPath = (number: string): string =>
  `${BASE}/ticket/${encodeURIComponent(number)}`;

/** Route of a console path with its query. Unknown paths lead to the queue. */
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

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

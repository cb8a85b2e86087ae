const icon = (badge: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><rect width='24' height='24' rx='6' fill='#2563eb'/><path d='M8.5 6.5l2 3.5-1.5 1.5c.8 1.7 2 2.9 3.7 3.7l1.5-1.5 3.5 2c-.2 1.6-1.5 2.5-3 2.3-4.3-.6-8-4.3-8.6-8.6-.2-1.5.8-2.7 2.4-2.9z' fill='#fff'/>${badge}</svg>`,
  )}`;

const badge = (count: number, isLate: boolean): string =>
  `<rect x='8' y='10' width='16' height='14' rx='5' fill='${isLate ? '#c81e1e' : '#b45309'}'/><text x='16' y='20.8' font-family='system-ui,sans-serif' font-size='11' font-weight='700' text-anchor='middle' fill='#fff'>${count > 99 ? '99' : count}</text>`;

/** The page's icon with the number of late tickets in red, or of waiting ones. */
export const favicon = ({ waiting, late }: { waiting: number; late: number }): string =>
  icon(late ? badge(late, true) : waiting ? badge(waiting, false) : '');

/** Shows the icon in the tab. Does nothing while it is the same. */
export function showFavicon(href: string): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  if (link && link.getAttribute('href') !== href) link.href = href;
}

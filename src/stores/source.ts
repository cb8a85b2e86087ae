/**
 * Where an element gets its Contact from: attributes of an element, or `data-` attributes of the
 * script tag.
 */
export interface Source {
  /** Origin of the desk, `https://desk.shop.example`. */
  desk?: string | undefined;
  /** Static mode: address of `hotline.config.json`, or the JSON itself. */
  config?: string | undefined;
  /** Static mode: the member's tier, as the page says. */
  tier?: string | undefined;
  /** Desk mode: the JWT by which the shop vouches for its member. */
  'member-token'?: string | undefined;
  /**
   * Desk mode: a URL of the shop that returns such a token, as text or `{"token": …}`; 204 for a
   * guest.
   */
  'member-token-url'?: string | undefined;
  /** The number to show when everything else fails. */
  phone?: string | undefined;
}

/** The attributes that name a source. */
export const SOURCE_ATTRIBUTES = [
  'desk',
  'config',
  'tier',
  'member-token',
  'member-token-url',
  'phone',
] as const;

/** The source that an element's attributes name. A `tel:` link inside it is the fallback number. */
export const sourceOf = (element: Element): Source => {
  const source: Source = {};
  for (const name of SOURCE_ATTRIBUTES) source[name] = element.getAttribute(name) || undefined;
  source.desk = source.desk?.replace(/\/$/, '');
  source.phone ??= element.querySelector<HTMLAnchorElement>('a[href^="tel:"]')?.href.slice(4);
  return source;
};

import { html, raw } from 'hono/html';

/**
 * Attributes as a tag holds them, on one line, because the demo shows the code of its pages.
 * @param {Record<string, string | undefined>} values by name; those that are undefined are left out
 */
const attributes = (values, prefix = '') =>
  raw(
    Object.entries(values)
      .flatMap(([name, value]) => (value === undefined ? [] : html`${prefix}${name}="${value}"`))
      .join(' '),
  );

/**
 * The script tag that puts the hotline on a page.
 * @param {Record<string, string | undefined>} options by the names of the tag's attributes, without
 *   `data-`
 * @example hotlineTag({ desk: 'http://localhost:8001', phone: '400-123-4567' })
 */
export const hotlineTag = (options) =>
  html`<script async src="/hotline/hotline.js" ${attributes(options, 'data-')}></script>`;

/**
 * The hotline as an element, at a place of the page's own.
 * @param {Record<string, string | undefined>} options its attributes
 */
export const hotlineElement = (options) =>
  html`<hotline-widget ${attributes(options)}></hotline-widget>`;

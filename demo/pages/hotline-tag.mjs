import { html, raw } from 'hono/html';

/**
 * The one line that puts the hotline on a page. The names are those of the tag's attributes, `data-` left out.
 *
 * @param {Record<string, string | undefined>} options
 */
export function hotlineTag(options) {
  const attributes = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : html` data-${raw(name)}="${value}"`,
  );
  return html`<script async src="/hotline/hotline.js" ${attributes}></script>`;
}

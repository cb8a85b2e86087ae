import { raw } from 'hono/html';
import { home } from '../../demo/pages/home.mjs';
import { layout } from '../../demo/pages/layout.mjs';

/**
 * The font of pages made with Bootstrap 5 and many others, which is that of the widget, too. A first
 * use of another font costs a page on this machine what it would not cost on a visitor's.
 */
const SYSTEM_FONT = '<style>:root, body { font-family: system-ui }</style>';

/**
 * The demo shop's first page.
 * @param {string} tag HTML at the end of its body
 */
export const shopPage = (tag = '') =>
  String(
    layout(
      { path: '/', member: undefined },
      { title: '全部商品', head: raw(SYSTEM_FONT), body: home(undefined), hotline: raw(tag) },
    ),
  );

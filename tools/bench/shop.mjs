import { raw } from 'hono/html';
import { home } from '../../demo/pages/home.mjs';
import { layout } from '../../demo/pages/layout.mjs';

/**
 * The demo shop's first page.
 * @param {string} tag HTML at the end of its body
 */
export const shopPage = (tag = '') =>
  String(
    layout(
      { path: '/', member: undefined },
      { title: '全部商品', body: home(undefined), hotline: raw(tag) },
    ),
  );

import { html } from 'hono/html';

export const notFound = html`<h1>没有这个页面</h1>
  <p class="lede">商品可能已经下架，或地址有误。<a href="/">回到全部商品</a></p>`;

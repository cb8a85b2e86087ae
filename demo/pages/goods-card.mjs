import { html } from 'hono/html';
import { price } from '../shop/goods.mjs';

/**
 * A cover drawn by CSS classes, so that it also shows on the page whose policy forbids inline
 * styles.
 * @param {import('../shop/goods.mjs').Goods} goods
 */
export const cover = ({ cover: look, mark, face }) =>
  html`<span
    class="cover ${look
      .split(' ')
      .map((name) => `cover--${name}`)
      .join(' ')}"
    aria-hidden="true"
    ><b>${mark}</b><i>${face}</i></span
  >`;

/** @param {import('../shop/goods.mjs').Goods} goods */
function stockWords({ stock }) {
  if (stock === 0) return html`<span class="stock stock--none">暂时缺货</span>`;
  return stock < 20
    ? html`<span class="stock stock--low">仅剩 ${stock} 件</span>`
    : html`<span class="stock">库存 ${stock > 999 ? '充足' : stock}</span>`;
}

/** @param {import('../shop/goods.mjs').Goods} goods */
export const goodsCard = (goods) =>
  html`<li class="goods">
    <a href="/buy/${goods.id}">
      ${cover(goods)}
      <span class="goods-name">${goods.name}</span>
      <span class="goods-facts"
        ><span class="way way--${goods.delivery}"
          >${goods.delivery === 'code' ? '卡密秒发' : '账号直充'}</span
        >${stockWords(goods)}</span
      >
      <span class="goods-price"
        ><b>${price(goods.price)}</b
        ><s><span class="away">原价 </span>${price(goods.listPrice)}</s></span
      >
    </a>
  </li>`;

import { html } from 'hono/html';
import { GOODS, price } from '../shop/goods.mjs';
import { cover, goodsCard } from './goods-card.mjs';

/** Cuts member tokens short, which are long and say nothing. @param {string} code */
const shortened = (code) => code.replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, 'eyJ…');

/**
 * The page of one situation: what to look at, the code that does it, and some goods.
 *
 * @param {import('./situations.mjs').Situation} situation
 * @param {string} code The markup that this page embeds.
 * @param {import('./layout.mjs').Markup | string} [more]
 */
export const situationPage = ({ title, look }, code, more = '') =>
  html`<nav class="crumbs" aria-label="面包屑">
      <a href="/situations">演示</a><span aria-hidden="true">/</span
      ><span aria-current="page">${title}</span>
    </nav>
    <section class="card scene">
      <h1>${title}</h1>
      <p>${look}</p>
      <pre tabindex="0" aria-label="这一页的代码"><code>${shortened(code)}</code></pre>
    </section>
    ${more}
    <section aria-labelledby="goods-title">
      <h2 id="goods-title">热卖商品</h2>
      <ul class="shelf">
        ${GOODS.slice(0, 4).map(goodsCard)}
      </ul>
    </section>`;

/** The page /english. @param {string} code The markup that this page embeds. */
export const englishSituation = (code) =>
  html`<nav class="crumbs" aria-label="Breadcrumb">
      <a href="/situations">Demos</a><span aria-hidden="true">/</span
      ><span aria-current="page">English page</span>
    </nav>
    <section class="card scene">
      <h1>Top-ups and gift cards, delivered in minutes</h1>
      <p>
        This page is in English and vouches for a VIP member, whoever is signed in: the hotline
        shows the VIP line, in English throughout. Open it and see how twice the length still fits.
      </p>
      <pre tabindex="0" aria-label="The code of this page"><code>${shortened(code)}</code></pre>
    </section>
    <section aria-labelledby="goods-title">
      <h2 id="goods-title">Popular now</h2>
      <ul class="shelf">
        ${GOODS.slice(0, 4).map(
          (goods) =>
            html`<li class="goods">
              <a href="/buy/${goods.id}" hreflang="zh-CN">
                ${cover(goods)}
                <span class="goods-name">${goods.english}</span>
                <span class="goods-facts"
                  ><span class="way way--${goods.delivery}"
                    >${goods.delivery === 'code' ? 'Instant code' : 'Direct top-up'}</span
                  ></span
                >
                <span class="goods-price"
                  ><b>${price(goods.price)}</b
                  ><s><span class="away">Was </span>${price(goods.listPrice)}</s></span
                >
              </a>
            </li>`,
        )}
      </ul>
    </section>`;

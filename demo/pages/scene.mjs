import { html } from 'hono/html';
import { GOODS, price } from '../shop/goods.mjs';
import { cover, goodsCard } from './goods-card.mjs';

/** A token is long and of no interest to read. @param {string} code */
const shortened = (code) => code.replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, 'eyJ…');

/**
 * A page of its own for one situation: what to look at, the code that does it, and some shop around it.
 *
 * @param {import('./situations.mjs').Situation} situation
 * @param {string} code The markup that this page embeds.
 * @param {import('./layout.mjs').Markup | string} [more]
 */
export const scene = ({ title, look }, code, more = '') =>
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

/** @param {string} code */
export const englishScene = (code) =>
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

export const privacy = html`<h1>隐私说明</h1>
  <section class="card prose">
    <p>
      演示店铺“星河卡盟”只在您预约回电时收集您的电话、订单号与您写下的说明，用于这一次回电，以及之后可能的核对。
    </p>
    <ul>
      <li>保存 180 天，到期删除。</li>
      <li>处理人：星河卡盟（演示店铺），privacy@xinghe.example。</li>
      <li>您可以随时要求查询、更正或删除，也可以在工单里直接取消回电。</li>
    </ul>
  </section>`;

export const notFound = html`<h1>没有这个页面</h1>
  <p class="lede">商品可能已经下架，或地址有误。<a href="/">回到全部商品</a></p>`;

import { html } from 'hono/html';
import { CATEGORIES, GOODS } from '../shop/goods.mjs';
import { goodsCard } from './goods-card.mjs';

/** @param {string | undefined} category */
export function home(category) {
  const shown = GOODS.filter(
    (goods) => !(category && category in CATEGORIES) || goods.category === category,
  );
  return html`<section class="hero">
      <div>
        <h1>充值、卡密、会员，<br />付款后自动发货</h1>
        <p>官方渠道货源，充错、充不了都退。半夜遇到问题，也有人接电话。</p>
        <ul class="promises">
          <li>卡密秒发</li>
          <li>直充 1–10 分钟</li>
          <li>未到账全额退</li>
        </ul>
      </div>
      <span class="sky" aria-hidden="true"></span>
    </section>
    <section aria-labelledby="goods-title">
      <div class="bar">
        <h2 id="goods-title">热卖商品</h2>
        <nav class="chips" aria-label="商品分类">
          <a href="/" ${category ? '' : html` aria-current="true"`}>全部</a>
          ${Object.entries(CATEGORIES).map(([id, label]) => html`<a href="/?c=${id}" ${id === category ? html`aria-current="true"` : ''}>${label}</a>`)}
        </nav>
      </div>
      <ul class="shelf">
        ${shown.map(goodsCard)}
      </ul>
    </section>`;
}

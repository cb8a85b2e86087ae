import { html } from 'hono/html';
import { price } from '../shop/goods.mjs';
import { cover } from './goods-card.mjs';

/** @param {import('../shop/goods.mjs').Goods} goods */
export function buy(goods) {
  const direct = goods.delivery === 'direct';
  const soldOut = goods.stock === 0;
  return html`<nav class="crumbs" aria-label="面包屑">
      <a href="/">全部商品</a><span aria-hidden="true">/</span
      ><span aria-current="page">${goods.name}</span>
    </nav>
    <div class="buy">
      <div class="buy-cover">${cover(goods)}</div>
      <form class="card buy-form" id="buy" method="post" action="/buy/${goods.id}">
        <h1>${goods.name}</h1>
        <p class="goods-price goods-price--large">
          <b>${price(goods.price)}</b
          ><s><span class="away">原价 </span>${price(goods.listPrice)}</s>
        </p>
        <dl class="facts">
          <div>
            <dt>发货</dt>
            <dd>${direct ? '账号直充，多数 1–10 分钟到账' : '自动发卡密，付款后立即显示'}</dd>
          </div>
          <div>
            <dt>适用</dt>
            <dd>${goods.region}</dd>
          </div>
          <div>
            <dt>库存</dt>
            <dd>
              ${soldOut ? '暂时缺货' : `${goods.stock} 件`}，已售
              ${goods.sold.toLocaleString('zh-CN')}
            </dd>
          </div>
        </dl>
        <label class="field"
          ><span>${direct ? '充值账号' : '接收邮箱'}</span>
          <input
            name="account"
            required
            maxlength="60"
            autocomplete="off"
            placeholder="${direct ? '请核对后填写，充错无法追回' : '卡密同时发到这个邮箱'}"
        /></label>
        <div class="row">
          <label class="field field--short"
            ><span>数量</span>
            <select name="quantity" data-unit-price="${goods.price}">
              ${[1, 2, 3, 5, 10].map((count) => html`<option>${count}</option>`)}
            </select></label
          >
          <fieldset class="field">
            <legend>支付方式</legend>
            <div class="picks">
              <label
                ><input type="radio" name="pay" value="alipay" checked /><span>支付宝</span></label
              >
              <label><input type="radio" name="pay" value="wechat" /><span>微信支付</span></label>
            </div>
          </fieldset>
        </div>
        <div class="paybar">
          <p><span>应付</span><output data-total>${price(goods.price)}</output></p>
          <button class="btn" ${soldOut ? html`disabled` : ''}>
            ${soldOut ? '暂时缺货' : '立即购买'}
          </button>
        </div>
      </form>
      <section class="card prose" aria-labelledby="notes">
        <h2 id="notes">购买须知</h2>
        <ul>
          <li>
            ${direct ? '提交前请核对充值账号；订单“充值中”时仍可联系客服拦截。' : '卡密查看后视为已使用，未查看的 7 天内可退。'}
          </li>
          <li>超过 30 分钟未到账，请带上订单号联系客服：补发或全额退款。</li>
          <li>客服不会索要卡密、密码、验证码，也不会要求转账或共享屏幕。</li>
        </ul>
      </section>
    </div>`;
}

import { html } from 'hono/html';
import { findGoods, price } from '../shop/goods.mjs';
import { orderedAt } from '../shop/orders.mjs';
import { cover } from './goods-card.mjs';

/** @typedef {import('../shop/orders.mjs').Order} Order */

const STATUS = { charging: '充值中', done: '已完成' };

/** @param {Order['status']} status */
const statusTag = (status) => html`<span class="state state--${status}">${STATUS[status]}</span>`;

/** @param {readonly Order[]} orders */
export const orderList = (orders) =>
  html`<ul class="orders">
    ${orders.map((order) => {
      const goods = findGoods(order.goods);
      return (
        goods &&
        html`<li>
          <a href="/orders/${order.number}">
            ${cover(goods)}
            <span class="orders-what"
              ><b>${goods.name}</b><span class="number">${order.number}</span></span
            >
            <span class="orders-sum"
              >${statusTag(order.status)}<span>${price(goods.price * order.quantity)}</span></span
            >
          </a>
        </li>`
      );
    })}
  </ul>`;

/** @param {{ orders: readonly Order[], signedIn: boolean, missing?: boolean }} state */
export function ordersPage({ orders, signedIn, missing = false }) {
  return html`<h1>订单查询</h1>
    <form class="card find" action="/orders" role="search">
      <label class="field"
        ><span>订单号</span
        ><input
          name="number"
          required
          placeholder="DJ 开头，共 20 位左右"
          autocomplete="off"
          spellcheck="false"
      /></label>
      <button class="btn">查询</button>
      ${missing ? html`<p class="wrong" role="alert">没有找到这个订单，请核对订单号。</p>` : ''}
    </form>
    ${
      signedIn
        ? html`<section aria-labelledby="mine">
            <h2 id="mine">我的订单</h2>
            ${orderList(orders)}
          </section>`
        : html`<p class="hint">
            <a href="/login?next=/orders">登录</a>后可以看到全部订单。想先看看？<a
              href="/orders/DJ20261122224011AB3F"
              >打开一个充值中的订单</a
            >。
          </p>`
    }`;
}

/** @typedef {import('../shop/service.mjs').ServiceStep} ServiceStep */

const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** @param {ServiceStep} step */
const stepWords = ({ type, outcome }) =>
  ({
    'callback.created': '已申请回电',
    'callback.claimed': '客服已接单',
    'callback.completed': outcome === 'solved' ? '已解决' : '回电已结束',
    'callback.overdue': '回电超时，已提醒客服',
    'callback.cancelled': '已取消回电',
    'feedback.received': '已收到您的评价',
  })[type];

/** @param {readonly ServiceStep[]} steps */
const serviceRecord = (steps) =>
  html`<section class="card" aria-labelledby="order-service">
    <h2 id="order-service">客服记录</h2>
    <ol class="service">
      ${steps.filter(stepWords).map((step) => html`<li><time class="number" datetime="${step.at}">${CLOCK.format(new Date(step.at))}</time><span>${stepWords(step)}</span></li>`)}
    </ol>
  </section>`;

/** @param {Order} order @param {readonly ServiceStep[]} service the desk's webhooks about it */
export function orderPage(order, service) {
  const goods = findGoods(order.goods);
  if (!goods) return html`<h1>商品已下架</h1>`;
  const done = order.status === 'done';
  const steps = [
    ['已付款', true],
    [goods.delivery === 'code' ? '已出库' : '充值中', true],
    ['已完成', done],
  ];
  return html`<nav class="crumbs" aria-label="面包屑">
      <a href="/orders">订单查询</a><span aria-hidden="true">/</span
      ><span aria-current="page">订单详情</span>
    </nav>
    <section class="card order-head">
      <div class="order-title">
        <h1>${done ? '订单已完成' : '正在充值，请稍候'}</h1>
        ${statusTag(order.status)}
      </div>
      <p>
        ${done ? '感谢您的购买，卡密与账单可以随时回来查看。' : '多数订单 1–10 分钟到账，高峰期最长 30 分钟。'}
      </p>
      <ol class="steps">
        ${steps.map(([label, reached], index) => html`<li class="${reached ? 'reached' : ''}${!done && index === 1 ? ' now' : ''}" ${!done && index === 1 ? html`aria-current="step"` : ''}>${label}</li>`)}
      </ol>
    </section>
    <div class="order-body">
      <section class="card" aria-labelledby="order-facts">
        <h2 id="order-facts">订单信息</h2>
        <div class="order-goods">
          ${cover(goods)}
          <p><b>${goods.name}</b><span>× ${order.quantity}</span></p>
        </div>
        <dl class="facts">
          <div>
            <dt>订单号</dt>
            <dd class="number">${order.number}</dd>
          </div>
          <div>
            <dt>下单时间</dt>
            <dd class="number">${orderedAt(order.number)}</dd>
          </div>
          <div>
            <dt>${goods.delivery === 'direct' ? '充值账号' : '接收邮箱'}</dt>
            <dd>${order.account}</dd>
          </div>
          <div>
            <dt>实付</dt>
            <dd class="number">${price(goods.price * order.quantity)}</dd>
          </div>
        </dl>
      </section>
      <section class="card help" aria-labelledby="order-help">
        <h2 id="order-help">遇到问题？</h2>
        <p>
          ${done ? '卡密用不了、充到了别的账号？' : '已经等了超过 30 分钟？'}我们会带着这个订单号来帮您，不用再说一遍。
        </p>
        <button class="btn" type="button" data-hotline="callback">请客服回电</button>
        <button class="btn btn--quiet" type="button" data-hotline="home">查看客服热线</button>
      </section>
      ${service.length ? serviceRecord(service) : ''}
    </div>`;
}

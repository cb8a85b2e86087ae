import { html } from 'hono/html';
import { price } from '../shop/goods.mjs';
import { orderList } from './orders.mjs';

/** @param {import('../shop/members.mjs').Member} member */
const profile = (member) =>
  html`<section class="card profile profile--${member.tier}" aria-label="我的账户">
    <p class="profile-name">
      <b>${member.name}</b><span class="tier tier--${member.tier}">${member.tierName}</span>
    </p>
    <p class="profile-since">
      ${member.phone.slice(0, 3)}****${member.phone.slice(-4)} · ${member.since}加入
    </p>
    <dl>
      <div>
        <dt>余额</dt>
        <dd>${price(member.balance)}</dd>
      </div>
      <div>
        <dt>今年消费</dt>
        <dd>${price(member.spent)}</dd>
      </div>
      <div>
        <dt>优惠券</dt>
        <dd>${member.coupons} 张</dd>
      </div>
    </dl>
  </section>`;

const invitation = html`<section class="card profile" aria-label="我的账户">
  <p class="profile-name"><b>您还没有登录</b></p>
  <p class="profile-since">登录后显示您的等级专线、订单与优惠券。</p>
  <a class="btn" href="/login?next=/member">登录</a>
</section>`;

/**
 * @param {import('../shop/members.mjs').Member | undefined} member
 * @param {readonly import('../shop/orders.mjs').Order[]} orders
 * @param {string} phone shown when the hotline's script does not load
 */
export const memberPage = (member, orders, phone) =>
  html`<h1>会员中心</h1>
    <div class="member">
      <div class="member-side">
        ${member ? profile(member) : invitation}
        ${
          member
            ? html`<section aria-labelledby="recent">
                <div class="bar">
                  <h2 id="recent">最近订单</h2>
                  <a href="/orders">全部</a>
                </div>
                ${orderList(orders.slice(0, 3))}
              </section>`
            : ''
        }
      </div>
      <div class="member-service">
        <section aria-labelledby="my-line">
          <h2 id="my-line">我的客服专线</h2>
          <hotline-number><a href="tel:${phone.replaceAll('-', '')}">${phone}</a></hotline-number>
        </section>
        <section aria-labelledby="my-ticket">
          <h2 id="my-ticket">我的回电</h2>
          <div class="card"><hotline-ticket></hotline-ticket></div>
        </section>
        <section aria-labelledby="my-brief">
          <h2 id="my-brief">来电之前</h2>
          <div class="card"><hotline-checklist></hotline-checklist></div>
        </section>
        <section aria-labelledby="my-callback">
          <h2 id="my-callback">预约回电</h2>
          <div class="card"><hotline-callback></hotline-callback></div>
        </section>
      </div>
    </div>`;

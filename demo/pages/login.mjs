import { html } from 'hono/html';
import { MEMBERS } from '../shop/members.mjs';

const ABOUT = {
  normal: '会员热线，每天 09:00–22:00',
  vip: 'VIP 专线，优先接听',
  diamond: '钻石专线，全天候，3 分钟内接听',
};

/** @param {string} next */
export const login = (next) =>
  html`<h1>选择一位会员登录</h1>
    <p class="lede">
      这是演示店铺，不需要密码。每位会员看到的热线号码都不一样：店铺的服务器签发一张 10
      分钟有效的凭证，客服服务据此给出号码。
    </p>
    <form class="people" method="post" action="/login">
      <input type="hidden" name="next" value="${next}" />
      ${Object.values(MEMBERS).map(
        (member) =>
          html`<button class="person person--${member.tier}" name="tier" value="${member.tier}">
            <span class="face" aria-hidden="true">${member.name.slice(0, 1)}</span>
            <span
              ><b>${member.name}</b
              ><span class="tier tier--${member.tier}">${member.tierName}</span></span
            >
            <span class="person-about">${ABOUT[member.tier]}</span>
          </button>`,
      )}
      <button class="person" name="tier" value="guest">
        <span class="face" aria-hidden="true">访</span>
        <span><b>访客</b></span>
        <span class="person-about">不登录，看到公开的客服热线</span>
      </button>
    </form>`;

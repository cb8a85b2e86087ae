import { html } from 'hono/html';

/**
 * @typedef {object} Situation
 * @property {string} path
 * @property {string} title
 * @property {string} look What to look at, in a sentence.
 */

/** @type {readonly Situation[]} */
export const SITUATIONS = [
  {
    path: '/static',
    title: '静态模式',
    look: '没有客服服务，只有一个配置文件：浏览器自己算出 VIP 的号码与营业时间。文件里的号码人人可见，所以这里只放公开号码。',
  },
  {
    path: '/csp',
    title: '严格 CSP',
    look: '页面禁止内联脚本与样式，并要求 Trusted Types：热线照常显示、打开、提交，也照常为搜索引擎写明公开热线，控制台没有违规报告。',
  },
  {
    path: '/hostile',
    title: '恶劣的页面',
    look: '13px 根字号、宋体、反向排版、满屏 !important、天价 z-index、改坏的原生方法，代码还被注入两次：热线只有一个，样子不变（整页的灰度滤镜除外：Firefox 会把它也用在最上层的热线上）。',
  },
  {
    path: '/dark',
    title: '深色页面',
    look: '页面是深色的，热线跟着变深：看标签、面板与表单的对比度。',
  },
  {
    path: '/english',
    title: 'English page',
    look: '英文页面与 VIP 会员：号码是 VIP 专线，文字全部是英文，长一倍也不挤。',
  },
  {
    path: '/two',
    title: '两个热线并排',
    look: '同一页上两个内嵌面板，来源、语言、等级各不相同，互不影响。',
  },
  {
    path: '/offline',
    title: '客服服务不在线',
    look: '客服服务的地址没有人应答：备用号码立刻显示，可以直接拨打。',
  },
];

const MAIN = [
  { path: '/buy/genshin-6480', title: '商品页', look: '在手机上看：固定的付款栏不会被热线挡住。' },
  {
    path: '/orders/DJ20261122224011AB3F',
    title: '订单详情',
    look: '热线从地址里认出订单号；点“请客服回电”直接打开回电表单，提交后留下工单号与口令。',
  },
  {
    path: '/member',
    title: '会员中心',
    look: '号码、工单、拨打前准备、预约回电四个元素内嵌在页面里，与角落的热线共用一次请求。',
  },
  {
    path: '/login',
    title: '换一位会员',
    look: '依次用访客、普通、VIP、钻石登录：号码、接听时间与承诺随等级变化。',
  },
];

/** @param {readonly Situation[]} situations */
const list = (situations) =>
  html`<ul class="scenes">
    ${situations.map(
      ({ path, title, look }) =>
        html`<li>
          <a class="card" href="${path}"><b>${title}</b><span>${look}</span><code>${path}</code></a>
        </li>`,
    )}
  </ul>`;

export const situationsPage = html`<h1>演示：看什么</h1>
  <p class="lede">整个店铺只加了一行代码。右下角的热线在每一页都在；下面是值得一看的情形。</p>
  <h2>在店铺里</h2>
  ${list(MAIN)}
  <h2>特殊的页面</h2>
  ${list(SITUATIONS)}`;

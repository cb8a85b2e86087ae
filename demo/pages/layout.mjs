import { html } from 'hono/html';

/**
 * @typedef {import('hono/utils/html').HtmlEscapedString |
 *   Promise<import('hono/utils/html').HtmlEscapedString>} Markup
 *
 * @typedef {object} Visit What the layout needs of a request.
 * @property {string} path
 * @property {import('../shop/members.mjs').Member | undefined} member
 *
 * @typedef {object} Page
 * @property {string} title
 * @property {Markup} body
 * @property {Markup} hotline The script tag.
 * @property {'zh-CN' | 'en'} [lang]
 * @property {'dark'} [theme] Dark, also on a light system.
 * @property {string} [className] Class of the body.
 * @property {Markup} [head]
 */

const WORDS = {
  'zh-CN': {
    brand: '星河卡盟',
    skip: '跳到正文',
    main: '主导航',
    nav: [
      ['/', '全部商品'],
      ['/orders', '订单查询'],
      ['/member', '会员中心'],
      ['/situations', '演示'],
    ],
    signIn: '登录',
    signOut: '退出',
    guest: '访客',
    hours: '下单 24 小时自动处理，遇到问题请联系在线热线。',
    note: '演示店铺：商品、订单与会员均为虚构，不会产生真实交易。',
    privacy: '隐私说明',
  },
  en: {
    brand: 'Xinghe Cards',
    skip: 'Skip to the content',
    main: 'Main',
    nav: [
      ['/', 'Products'],
      ['/orders', 'Orders'],
      ['/member', 'Member centre'],
      ['/situations', 'Demos'],
    ],
    signIn: 'Sign in',
    signOut: 'Sign out',
    guest: 'Guest',
    hours: 'Orders are handled around the clock. Something wrong? Our hotline is on this page.',
    note: 'A demo shop: goods, orders and members are made up, and nothing is charged.',
    privacy: 'Privacy',
  },
};

const LOGO = html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
  <rect width="32" height="32" rx="9" />
  <path d="M6 22.5c5.5 0 7-3.2 10-6.6s5-6.4 10-6.4" />
  <circle cx="22.6" cy="20.6" r="2.1" />
  <circle cx="10.4" cy="11.4" r="1.5" />
</svg>`;

/** @param {Visit} visit @param {typeof WORDS['en']} words */
function account({ member, path }, words) {
  const english = words === WORDS.en;
  if (!member)
    return html`<a class="account" href="/login?next=${encodeURIComponent(path)}"
      ><span class="who">${words.guest}</span><b>${words.signIn}</b></a
    >`;
  return html`<form class="account" method="post" action="/logout">
    <a class="who" href="/member"
      >${english ? member.english : member.name}<span class="tier tier--${member.tier}"
        >${english ? member.tierEnglish : member.tierName}</span
      ></a
    >
    <button class="link">${words.signOut}</button>
  </form>`;
}

/** @param {Visit} visit @param {Page} page */
export function layout(
  visit,
  { title, body, hotline, lang = 'zh-CN', theme, className = '', head },
) {
  const words = WORDS[lang];
  /** @param {string} href */
  const here = (href) =>
    href === '/'
      ? visit.path === '/' || visit.path.startsWith('/buy/')
      : visit.path.startsWith(href);
  return html`<!doctype html>
    <html lang="${lang}" ${theme ? html`data-theme="${theme}"` : ''}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>${title} · ${words.brand}</title>
        <link rel="icon" href="/assets/logo.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/shop.css" />
        <link rel="stylesheet" href="/assets/pages.css" />
        <link rel="stylesheet" href="/assets/covers.css" />
        <script defer src="/assets/shop.js"></script>
        ${head ?? ''}
      </head>
      <body class="${className}">
        <a class="skip" href="#main">${words.skip}</a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="/">${LOGO}<span>${words.brand}</span></a>
            <nav aria-label="${words.main}">
              ${words.nav.map(([href = '', label]) => html`<a href="${href}" ${here(href) ? html`aria-current="page"` : ''}>${label}</a>`)}
            </nav>
            ${account(visit, words)}
          </div>
        </header>
        <main id="main" class="wrap">${body}</main>
        <footer class="foot">
          <div class="wrap">
            <p><b>${words.brand}</b><br />${words.hours}</p>
            <p>
              ${words.note}<br /><a href="/situations">${words.nav[3]?.[1]}</a> ·
              <a href="/privacy">${words.privacy}</a>
            </p>
          </div>
        </footer>
        ${hotline}
      </body>
    </html>`;
}

import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { hotlineElement, hotlineTag } from '../pages/hotline-tag.mjs';
import { layout } from '../pages/layout.mjs';
import { englishSituation, situationPage } from '../pages/situation-page.mjs';
import { SITUATIONS, situationsPage } from '../pages/situations.mjs';
import { MEMBERS } from '../shop/members.mjs';
import { memberToken } from './member-token.mjs';

/** @param {string} path */
function situation(path) {
  const found = SITUATIONS.find((each) => each.path === path);
  if (!found) throw new Error(`No situation has the path ${path}`);
  return found;
}

/**
 * Scripts and styles from this origin only, nothing inline, and Trusted Types for every sink;
 * `lit-html` is Lit's policy.
 * @param {string} desk
 */
const strictPolicy = (desk) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${desk}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/**
 * The pages that show the widget in special situations, and their list.
 * @param {import('./shop.mjs').ShopParts} parts
 */
export function situationPages({ sessions, urls, secret, phone }) {
  const pages = new Hono();

  /** @param {import('hono').Context} c */
  const visit = (c) => ({ path: c.req.path, member: sessions.member(c) });
  /** @param {import('hono').Context} c */
  const ordinary = (c) => ({ desk: urls(c).desk, 'member-token-url': '/hotline-token', phone });

  /**
   * @param {import('hono').Context} c
   * @param {Record<string, string | undefined>} options
   * @param {Partial<import('../pages/layout.mjs').Page>} [page]
   */
  async function show(c, options, page = {}) {
    const about = situation(c.req.path);
    const hotline = await hotlineTag(options);
    return c.html(
      layout(visit(c), {
        title: about.title,
        body: situationPage(about, `${hotline}`),
        hotline,
        ...page,
      }),
    );
  }

  pages.get('/situations', (c) =>
    c.html(
      layout(visit(c), { title: '演示', body: situationsPage, hotline: hotlineTag(ordinary(c)) }),
    ),
  );

  pages.get('/static', (c) =>
    show(c, { config: '/static/hotline.config.json', tier: 'vip', phone: '400-700-1234' }),
  );

  pages.get('/csp', (c) => {
    c.header('Content-Security-Policy', strictPolicy(urls(c).desk));
    return show(c, { ...ordinary(c), 'structured-data': 'zh-CN' });
  });

  pages.get('/dark', (c) => show(c, ordinary(c), { theme: 'dark' }));

  pages.get('/offline', (c) => show(c, { desk: urls(c).nowhere, phone }));

  pages.get('/hostile', async (c) => {
    const hotline = await hotlineTag(ordinary(c));
    return show(c, ordinary(c), {
      className: 'hostile',
      head: html`<link rel="stylesheet" href="/assets/hostile.css" />
        <script src="/assets/patched-natives.js"></script>`,
      hotline: html`<p class="floating-ad">加群领红包<br />仅限今天</p>
        ${hotline}
        <script defer src="/assets/inject-again.js?${randomBytes(4).toString('hex')}"></script>`,
    });
  });

  pages.get('/english', async (c) => {
    const hotline = await hotlineTag({
      desk: urls(c).desk,
      'member-token': await memberToken(MEMBERS.vip, secret, MEMBERS.vip.english),
      phone,
    });
    return c.html(
      layout(visit(c), {
        title: 'English page',
        lang: 'en',
        body: englishSituation(`${hotline}`),
        hotline,
      }),
    );
  });

  pages.get('/two', async (c) => {
    const { desk } = urls(c);
    const token = await memberToken(MEMBERS.diamond, secret);
    const left = hotlineElement({
      mode: 'inline',
      lang: 'zh-CN',
      desk,
      'member-token': token,
      phone,
    });
    const right = hotlineElement({
      mode: 'inline',
      lang: 'en',
      config: '/static/hotline.config.json',
      tier: 'vip',
      phone: '400-700-1234',
    });
    const about = situation('/two');
    const pair = html`<div class="pair">
      <section aria-label="客服服务、中文、钻石会员">
        <h2>客服服务 · 中文 · 钻石会员</h2>
        ${left}
      </section>
      <section aria-label="配置文件、英文、VIP">
        <h2>配置文件 · English · VIP</h2>
        ${right}
      </section>
    </div>`;
    return c.html(
      layout(visit(c), {
        title: about.title,
        body: situationPage(about, `${left}\n${right}`, pair),
        hotline: hotlineTag({ ...ordinary(c), placement: 'none' }),
      }),
    );
  });

  return pages;
}

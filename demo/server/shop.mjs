import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { buy } from '../pages/buy.mjs';
import { home } from '../pages/home.mjs';
import { hotlineTag } from '../pages/hotline-tag.mjs';
import { layout } from '../pages/layout.mjs';
import { login } from '../pages/login.mjs';
import { memberPage } from '../pages/member.mjs';
import { orderPage, ordersPage } from '../pages/orders.mjs';
import { privacy } from '../pages/privacy.mjs';
import { notFound } from '../pages/not-found.mjs';
import { findGoods } from '../shop/goods.mjs';
import { findMember } from '../shop/members.mjs';
import { ORDER_NUMBER } from '../shop/orders.mjs';
import { builtFiles } from './built-files.mjs';
import { hotlineEvents } from './hotline-events.mjs';
import { memberToken } from './member-token.mjs';
import { situationPages } from './situations.mjs';

/**
 * @typedef {object} ShopParts
 * @property {import('./session.mjs').Sessions} sessions
 * @property {import('../shop/orders.mjs').Orders} orders
 * @property {(c: import('hono').Context) => { desk: string, nowhere: string }} urls The desk's
 *   origin at the host name of this request, and an origin where nothing listens.
 * @property {import('../shop/service.mjs').Service} service
 * @property {string} secret Signs member tokens.
 * @property {string} webhookSecret Signs the desk's webhooks.
 * @property {string} phone The fallback number.
 * @property {string} dist Folder of the built widget.
 * @property {string} assets Folder of the shop's own styles and scripts.
 * @property {string} staticConfig Path of the config file of the page /static. The desk's own
 *   config is never served.
 */

/** The path to go to after the sign-in; never another site. @param {unknown} next */
const pathOf = (next) => (typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/member');

/**
 * The shop as a Hono app, which does not listen yet.
 * @param {ShopParts} parts
 */
export function createShop(parts) {
  const { sessions, orders, service, urls, secret, phone } = parts;
  const shop = new Hono();

  /**
   * @param {import('hono').Context} c
   * @param {string} title
   * @param {import('../pages/layout.mjs').Markup} body
   */
  const page = (c, title, body, className = '') =>
    c.html(
      layout(
        { path: c.req.path, member: sessions.member(c) },
        {
          title,
          body,
          className,
          hotline: hotlineTag({ desk: urls(c).desk, 'member-token-url': '/hotline-token', phone }),
        },
      ),
    );

  shop.use(async (c, next) => {
    await next();
    // Pages show who is signed in, so shared caches must not keep them.
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'private, no-cache');
  });

  shop.route('/', builtFiles(parts.dist, '/hotline/'));
  shop.route('/', builtFiles(parts.assets, '/assets/'));
  shop.get('/static/hotline.config.json', async (c) =>
    c.body(await readFile(parts.staticConfig, 'utf8'), 200, {
      'Content-Type': 'application/json; charset=utf-8',
    }),
  );

  shop.get('/hotline-token', async (c) => {
    c.header('Cache-Control', 'no-store');
    const member = sessions.member(c);
    return member ? c.json({ token: await memberToken(member, secret) }) : c.body(null, 204);
  });

  shop.get('/', (c) => page(c, '全部商品', home(c.req.query('c'))));

  shop.get('/buy/:id', (c) => {
    const goods = findGoods(c.req.param('id'));
    return goods ? page(c, goods.name, buy(goods), 'has-paybar') : c.notFound();
  });

  shop.post('/buy/:id', async (c) => {
    const goods = findGoods(c.req.param('id'));
    if (!goods || goods.stock === 0) return c.notFound();
    const form = await c.req.parseBody();
    const quantity = Math.min(10, Math.max(1, Math.trunc(Number(form.quantity)) || 1));
    const order = await orders.buy({
      goods,
      quantity,
      account: String(form.account ?? '').slice(0, 60),
      member: sessions.member(c)?.tier,
    });
    return c.redirect(`/orders/${order.number}`, 303);
  });

  shop.get('/orders', (c) => {
    const number = c.req.query('number')?.trim().toUpperCase();
    if (number && ORDER_NUMBER.test(number) && orders.find(number))
      return c.redirect(`/orders/${number}`, 303);
    const member = sessions.member(c);
    return page(
      c,
      '订单查询',
      ordersPage({
        orders: member ? orders.of(member.tier) : [],
        signedIn: !!member,
        missing: !!number,
      }),
    );
  });

  shop.get('/orders/:number', (c) => {
    const order = orders.find(c.req.param('number'));
    return order ? page(c, '订单详情', orderPage(order, service.of(order.number))) : c.notFound();
  });

  shop.get('/member', (c) => {
    const member = sessions.member(c);
    return page(c, '会员中心', memberPage(member, member ? orders.of(member.tier) : [], phone));
  });

  shop.get('/login', (c) => page(c, '登录', login(pathOf(c.req.query('next')))));

  shop.post('/login', async (c) => {
    const form = await c.req.parseBody();
    const member = findMember(String(form.tier));
    if (member) sessions.signIn(c, member);
    else sessions.signOut(c);
    return c.redirect(pathOf(form.next), 303);
  });

  shop.post('/logout', (c) => {
    sessions.signOut(c);
    return c.redirect('/', 303);
  });

  shop.get('/privacy', (c) => page(c, '隐私说明', privacy));
  shop.route('/', situationPages(parts));
  shop.route('/', hotlineEvents({ secret: parts.webhookSecret, service }));

  shop.notFound((c) => {
    c.status(404);
    return page(c, '没有这个页面', notFound);
  });
  return shop;
}

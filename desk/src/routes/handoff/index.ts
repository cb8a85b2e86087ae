import { Hono } from 'hono';
import type { Context } from 'hono';
import { generateCookie, getCookie } from 'hono/cookie';
import type { Language } from '../../../../src/contract/text.ts';
import { matchLanguage } from '../../../../src/core/text.ts';
import { hashKey, keyMatches, randomKey } from '../../auth/secrets.ts';
import type { App, Deps, Env } from '../../deps.ts';
import { isHttps } from '../../http/origin.ts';
import { limitBody } from '../../http/body-limit.ts';
import { perAddress } from '../../http/rate-limit.ts';
import { createContacts } from '../../lines/contacts.ts';
import type { Lines } from '../../lines/line-facts.ts';
import type { Handoffs } from '../../store/store.ts';
import { HANDOFF_MS } from '../v1/handoffs.ts';
import { closedPage, openedPage, refusedPage, type PageInput } from './page.ts';

type Handoff = NonNullable<Awaited<ReturnType<Handoffs['find']>>>;

/** Tells the phone that has opened a page from others. */
const COOKIE = 'hotline_phone';

const languageOf = (c: Context): Language =>
  matchLanguage((c.req.header('accept-language') ?? '').split(',').map((tag) => tag.trim()));

/**
 * `/h/{id}`: the page for the member's phone, of `POST /v1/handoffs`.
 *
 * A chat that previews links, or a scanner that looks at a page on its server first, sends `GET`: it
 * gets a page with one button and burns nothing. The button's `POST` binds the page to the browser;
 * from then on no other sees it.
 */
export function handoffPageRoutes(
  { config, store, clock, random }: Pick<Deps, 'config' | 'store' | 'clock' | 'random'>,
  lines: Lines,
): App {
  const contactOf = createContacts();
  const routes: App = new Hono<Env>();

  const pageOf = async (
    c: Context<Env>,
    tier: string | null,
    language: Language,
  ): Promise<PageInput> => {
    const now = clock();
    const { shop, running } = config.current();
    const member =
      tier === null
        ? ({ verified: false, reason: 'missing' } as const)
        : { verified: true as const, tier, expiresAt: now + HANDOFF_MS };
    const contact = contactOf(shop, member, now, running);
    const known = await lines.status(contact.line.id).catch(() => undefined);
    const nonce = randomKey(random);
    c.header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    c.header('X-Robots-Tag', 'noindex, nofollow, noarchive');
    return {
      language,
      now,
      nonce,
      contact: { ...contact, status: known?.status ?? contact.status },
    };
  };

  const known = (device: unknown): string | undefined =>
    typeof device === 'string' && /^[\w-]{43}$/.test(device) ? device : undefined;

  const remember = (c: Context, device: string): void =>
    c.header(
      'Set-Cookie',
      generateCookie(COOKIE, device, {
        path: '/',
        httpOnly: true,
        // A page that another app opens is a visit from elsewhere.
        sameSite: 'Lax',
        secure: isHttps(c, config.current().desk),
        maxAge: HANDOFF_MS / 1000,
      }),
    );

  routes.use(
    '/h/*',
    perAddress(config, ({ requestsPerMinute }) => requestsPerMinute, 60),
  );

  const over = async (c: Context<Env>): Promise<Response> =>
    c.html(refusedPage(await pageOf(c, null, languageOf(c)), 'over'), 404);

  const show = async (
    c: Context<Env>,
    { body, deviceHash, expiresAt, tier }: Handoff,
    device: string,
  ): Promise<Response> => {
    if (deviceHash === null)
      return c.html(closedPage(await pageOf(c, null, body.language), device));
    return keyMatches(device, deviceHash)
      ? c.html(openedPage(await pageOf(c, tier, body.language), expiresAt, body))
      : c.html(refusedPage(await pageOf(c, null, body.language), 'taken'), 403);
  };

  routes.get('/h/:id', async (c) => {
    const handoff = await store.handoffs.find(hashKey(c.req.param('id')), clock());
    if (!handoff) return over(c);
    const device = known(getCookie(c, COOKIE)) ?? randomKey(random);
    remember(c, device);
    return show(c, handoff, device);
  });

  routes.post('/h/:id', limitBody, async (c) => {
    const id = c.req.param('id');
    const cookie = known(getCookie(c, COOKIE));
    const device = cookie ?? known((await c.req.parseBody())['device']) ?? randomKey(random);
    await store.handoffs.open(hashKey(id), hashKey(device), clock());
    const handoff = await store.handoffs.find(hashKey(id), clock());
    if (!handoff) return over(c);
    remember(c, device);
    // Reloading the page sends nothing then. A proxy may keep all cookies from the desk: the page is
    // the answer there, and reloading it sends the same form.
    return cookie === undefined
      ? show(c, handoff, device)
      : c.body(null, 303, { Location: `./${encodeURIComponent(id)}` });
  });
  return routes;
}

import { PROOF_HEADER } from '../../../../src/core/proof-of-work.ts';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { App, Deps, Env } from '../../deps.ts';
import { GuestFlood } from '../../domain/flood.ts';
import { limitBody } from '../../http/body-limit.ts';
import { limited, type AddressLimit } from '../../http/rate-limit.ts';
import type { StreamLimit } from '../../http/stream-limit.ts';
import type { Lines } from '../../lines/line-facts.ts';
import { createStatusWatch } from '../../lines/status-watch.ts';
import { attachmentRoutes, ATTACHMENTS_PATH } from './attachments.ts';
import { briefLookupRoutes } from './brief-lookup.ts';
import { briefRoutes } from './briefs.ts';
import { callbackRoutes } from './callbacks.ts';
import { challengeRoutes } from './challenge.ts';
import { contactStreamRoutes } from './contact-stream.ts';
import { contactRoutes } from './contact.ts';
import { EXPOSED_HEADERS, mayRead } from './cors.ts';
import type { GuestAnswers } from './guest-contact.ts';
import { handoffRoutes } from './handoffs.ts';
import { lineLoadRoutes } from './line-load.ts';
import { memberContact } from './member-contact.ts';
import { numberRoutes } from './numbers.ts';
import { slotRoutes } from './slots.ts';
import { ticketRoutes } from './tickets.ts';

const PREFLIGHT_SECONDS = 7200;

/** The public contract, for the widget in members' browsers and for phone systems. */
export function v1Routes(
  deps: Deps,
  lines: Lines,
  streamLimit: StreamLimit,
  limit: AddressLimit,
  answers: GuestAnswers,
): App {
  const { config } = deps;
  const member = memberContact(deps);
  const routes: App = new Hono<Env>();

  const isAllowed = (origin: string): boolean => mayRead(config.current().desk, origin);
  const preflight = cors({
    origin: (origin) => (isAllowed(origin) ? origin : null),
    // Not PUT: only phone systems use it, and they are no browsers.
    allowMethods: ['GET', 'POST'],
    // Pragma: Chromium's requests with it do not wait for the answer to the one before.
    allowHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-None-Match',
      'Pragma',
      PROOF_HEADER,
    ],
    maxAge: PREFLIGHT_SECONDS,
  });

  routes.use(
    (c, next) => {
      if (c.req.method === 'OPTIONS') return preflight(c, next);
      const origin = c.req.header('Origin');
      if (origin !== undefined && isAllowed(origin))
        c.header('Access-Control-Allow-Origin', origin);
      c.header('Access-Control-Expose-Headers', EXPOSED_HEADERS);
      c.header('Vary', 'Origin');
      return next();
    },
    limited(limit),
    (c, next) => (c.req.path === ATTACHMENTS_PATH ? next() : limitBody(c, next)),
  );

  routes.route('/', contactRoutes(deps, member, lines, answers));
  routes.route('/', contactStreamRoutes(member, createStatusWatch(deps, lines), streamLimit));
  routes.route('/', slotRoutes(deps, member));
  routes.route('/', attachmentRoutes(deps, member));
  const flood = new GuestFlood();
  routes.route('/', callbackRoutes(deps, member, flood));
  routes.route('/', challengeRoutes(deps, flood));
  routes.route('/', ticketRoutes(deps));
  routes.route('/', briefRoutes(deps, member));
  routes.route('/', briefLookupRoutes(deps));
  routes.route('/', handoffRoutes(deps, member));
  routes.route('/', lineLoadRoutes(deps));
  routes.route('/', numberRoutes(deps));
  return routes;
}

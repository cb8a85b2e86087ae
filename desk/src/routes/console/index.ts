import { Hono } from 'hono';
import { requireAgent } from '../../auth/agent-session.ts';
import { createSignInLimits } from '../../auth/sign-in-limits.ts';
import type { DeskConfig } from '../../config/desk-config.ts';
import type { App, AppDeps, ConsoleApp, ConsoleEnv, Env } from '../../deps.ts';
import { limitBody } from '../../http/body-limit.ts';
import { requireSameOrigin } from '../../http/origin.ts';
import { problem } from '../../http/problem.ts';
import { perAddress } from '../../http/rate-limit.ts';
import type { Lines } from '../../lines/line-facts.ts';
import { attachmentRoutes } from './attachments.ts';
import { auditRoutes } from './audit.ts';
import { callRoutes } from './calls.ts';
import { deliveryRoutes } from './deliveries.ts';
import { figureRoutes } from './figures.ts';
import { findRoutes } from './find.ts';
import { inquiryRoutes } from './inquiries.ts';
import { lineRoutes } from './lines.ts';
import { CONSOLE_FOLDER, pageRoutes } from './page.ts';
import { noticeRoutes } from './notices.ts';
import { presenceRoutes } from './presence.ts';
import { createSessionView, sessionRoutes, signInRoutes } from './session.ts';
import { createStreamHub } from './stream-hub.ts';
import { streamRoutes } from './stream.ts';
import { teamRoutes } from './team.ts';
import { ticketRoutes } from './tickets.ts';
import { wallRoutes } from './wall.ts';

/**
 * An office of fifty agents shares one address: it may make this many times the requests of a
 * member.
 */
const OFFICE_FACTOR = 20;
const ofOffice = ({ requestsPerMinute }: DeskConfig['limits']): number =>
  requestsPerMinute * OFFICE_FACTOR;

export interface ConsoleOptions {
  /** Where the built console lies. */
  folder?: string;
  /** How often open streams get a beat and are checked, ms. */
  streamBeatMs?: number;
}

/** The agents' console: its page at `/`, and what the page asks for at `/api`. */
export function consoleRoutes(
  deps: AppDeps,
  lines: Lines,
  { folder = CONSOLE_FOLDER, streamBeatMs }: ConsoleOptions = {},
): App {
  const api: ConsoleApp = new Hono<ConsoleEnv>();
  const sessionView = createSessionView(deps, lines);
  const limits = createSignInLimits(deps);

  api.use(
    perAddress(deps.config, ofOffice, 60),
    limitBody,
    requireSameOrigin(deps),
    // No id contains a NUL, and PostgreSQL refuses it.
    (c, next) => (c.req.url.includes('%00') ? Promise.resolve(problem(c, 'not-found')) : next()),
  );
  api.route('/', signInRoutes(deps, sessionView, limits));

  // All routes below are for signed-in agents.
  api.use(requireAgent(deps));
  api.route('/', sessionRoutes(deps, sessionView, limits));
  api.route('/', ticketRoutes(deps));
  api.route('/', inquiryRoutes(deps));
  api.route('/', attachmentRoutes(deps));
  api.route('/', callRoutes(deps));
  api.route('/', streamRoutes(createStreamHub(deps, streamBeatMs)));
  api.route('/', presenceRoutes(deps));
  api.route('/', findRoutes(deps));
  api.route('/', wallRoutes(deps));
  api.route('/', figureRoutes(deps));
  api.route('/', teamRoutes(deps, lines));
  api.route('/', lineRoutes(deps, lines));
  api.route('/', noticeRoutes(deps, lines));
  api.route('/', auditRoutes(deps));
  api.route('/', deliveryRoutes(deps));

  const routes: App = new Hono<Env>();
  routes.route('/api', api);
  routes.use(perAddress(deps.config, ofOffice, 60));
  routes.route('/', pageRoutes(folder));
  return routes;
}

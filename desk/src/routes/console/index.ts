import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Lines } from '../../lines/line-facts.ts';
import type { App, ConsoleApp, ConsoleEnv, Deps } from '../../deps.ts';
import { perAddress } from '../../http/rate-limit.ts';
import { problem } from '../../http/problem.ts';
import { auditRoutes } from './audit.ts';
import { presenceRoutes } from './presence.ts';
import { deliveryRoutes } from './deliveries.ts';
import { findRoutes } from './find.ts';
import { requireAgent } from '../../auth/agent-session.ts';
import { createStreamHub } from './stream-hub.ts';
import { lineRoutes } from './lines.ts';
import { requireSameOrigin } from '../../http/origin.ts';
import { CONSOLE_FOLDER, pageRoutes } from './page.ts';
import { createSessionView } from './session-view.ts';
import { sessionRoutes, signInRoutes } from './session.ts';
import { createSignInLimits } from '../../auth/sign-in-limits.ts';
import { streamRoutes } from './stream.ts';
import { teamRoutes } from './team.ts';
import { ticketRoutes } from './tickets.ts';
import { wallRoutes } from './wall.ts';

const MOST_BODY_BYTES = 16 * 1024;
/** An office of fifty agents shares one address. */
const OFFICE = 20;

export interface ConsoleOptions {
  /** Where the built console lies. */
  folder?: string;
  /** How often the streams carry a sign of life, ms. */
  beatMs?: number;
}

/** The agents' console: its page at `/console`, and what it asks at `/console/api`. */
export function consoleRoutes(
  app: App,
  deps: Deps,
  lines: Lines,
  { folder = CONSOLE_FOLDER, beatMs }: ConsoleOptions = {},
): void {
  const api: ConsoleApp = new Hono<ConsoleEnv>();
  const sessionView = createSessionView(deps, lines);
  const limits = createSignInLimits();

  api.use(
    perAddress(deps.config, ({ requestsPerMinute }) => requestsPerMinute * OFFICE, 60),
    bodyLimit({ maxSize: MOST_BODY_BYTES, onError: (c) => problem(c, 'body-too-large') }),
    requireSameOrigin(deps),
    // No id has a NUL, and PostgreSQL takes none.
    (c, next) => (c.req.url.includes('%00') ? Promise.resolve(problem(c, 'not-found')) : next()),
  );
  signInRoutes(api, deps, sessionView, limits);

  // Whatever comes after this is for those who are signed in.
  api.use(requireAgent(deps));
  sessionRoutes(api, deps, sessionView, limits);
  ticketRoutes(api, deps);
  streamRoutes(api, createStreamHub(deps, beatMs));
  presenceRoutes(api, deps);
  findRoutes(api, deps);
  wallRoutes(api, deps);
  teamRoutes(api, deps, lines);
  lineRoutes(api, deps, lines);
  auditRoutes(api, deps);
  deliveryRoutes(api, deps);

  app.route('/console/api', api);
  pageRoutes(app, folder);
}

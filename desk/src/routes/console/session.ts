import { Hono } from 'hono';
import type { Line } from '../../../../src/contract/config.ts';
import { isConnected, linesOf, type AgentRecord } from '../../domain/agent.ts';
import { isPaused } from '../../domain/line-status.ts';
import {
  PasswordChangeSchema,
  SignInSchema,
  type Me,
  type SessionLine,
  type SessionView,
} from '../../../wire/session.ts';
import type { Lines } from '../../lines/line-facts.ts';
import { hashPassword, passwordMatches } from '../../auth/password.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { ConsoleApp, ConsoleEnv, Deps } from '../../deps.ts';
import { requestAddress } from '../../http/rate-limit.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import { openSession } from '../../auth/agent-session.ts';
import { deleteSessionCookie } from '../../auth/session-cookie.ts';
import { readDevice, writeDevice } from '../../auth/device-cookie.ts';
import type { Attempt, SignInLimits } from '../../auth/sign-in-limits.ts';

export type SessionViewOf = (agent: AgentRecord) => Promise<SessionView>;

function meOf(agent: AgentRecord): Me {
  const { id, login, name, role, presence } = agent;
  const lines = linesOf(agent);
  return { id, login, name, role, presence, ...(lines && { lines }) };
}

/** What the console shows of the shop and its agents to everybody who is signed in. */
export function createSessionView(
  { clock, config, store }: Pick<Deps, 'clock' | 'config' | 'store'>,
  lines: Lines,
): SessionViewOf {
  return async (agent) => {
    const { shop, desk } = config.current();
    const agents = await store.agents.all();
    const now = clock();
    const lineOf = async ([id, { label, hours }]: [string, Line]) => {
      const status = await lines.status(id);
      const { closed } = status?.source === 'supervisor' ? (await lines.facts(id)).state : {};
      const view: SessionLine = {
        label,
        hours,
        open: status?.status.state !== 'closed',
        ...(isPaused(closed, now) && {
          paused: {
            reason: closed.reason,
            ...(closed.until !== undefined && { until: closed.until }),
          },
        }),
      };
      return [id, view] as const;
    };
    const shown = Object.entries(shop.lines).map(lineOf);
    return {
      me: meOf(agent),
      brand: shop.brand.name,
      ...(shop.brand.accent !== undefined && { accent: shop.brand.accent }),
      timeZone: shop.timeZone,
      tiers: Object.fromEntries(
        Object.entries(shop.tiers).map(([id, { label, style }]) => [
          id,
          { label, style: style ?? 'normal' },
        ]),
      ),
      lines: Object.fromEntries(await Promise.all(shown)),
      ...(shop.workCalendar && { workCalendar: shop.workCalendar }),
      publicLine: shop.publicLine,
      topics: Object.fromEntries(shop.topics.map(({ id, label }) => [id, label])),
      agents: Object.fromEntries(agents.map(({ id, name }) => [id, name])),
      webhooks: desk.webhooks.map(({ id }) => id),
      bots: desk.bots.map(({ id, kind }) => ({ id, kind })),
    };
  };
}

/** Checks a password. An attempt that ends with an error, as when too many wait, does not count. */
async function checked<Result>(attempt: Attempt, check: () => Promise<Result>): Promise<Result> {
  try {
    return await check();
  } catch (error) {
    // What is reported is why the check failed.
    await attempt.notChecked().catch(() => undefined);
    throw error;
  }
}

/** `POST /session`. Neither the answer nor the time it takes shows whether a login exists. */
export function signInRoutes(
  deps: Deps,
  sessionView: SessionViewOf,
  limits: SignInLimits,
): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();
  const { config, store, clock, secret, random } = deps;

  /**
   * Sets the presence of an agent who signs in to `here`, unless another console of theirs is
   * connected.
   */
  async function withPresence(agent: AgentRecord): Promise<AgentRecord> {
    const now = clock();
    if (isConnected(agent, now)) return agent;
    await store.agents.setPresence(agent.id, 'here', now);
    return { ...agent, presence: 'here' };
  }

  routes.post('/session', jsonBody(SignInSchema), async (c) => {
    const body = c.req.valid('json');
    const login = body.login.trim().toLowerCase();
    const address = requestAddress(c, config.current().desk);
    const cookie = { desk: config.current().desk, secret, now: clock() };
    const attempt = await limits.signIn(login, address, readDevice(c, login, cookie));
    if (!attempt.ok)
      return problem(c, 'too-many-requests', { headers: retryAfter(attempt.retryAfterMs) });

    const { found, agent, matches } = await checked(attempt, async () => {
      const found = await store.agents.byLogin(login);
      const agent = found?.disabledAt === null ? found : undefined;
      const matches = await passwordMatches(body.password, agent?.passwordHash, attempt.isKnown);
      return { found, agent, matches };
    });
    if (!agent || !matches) {
      // The typed login is not recorded: it may be a password in the wrong field.
      await store.audit.add(clock(), {
        actor: found?.id ?? 'desk',
        action: 'session.refused',
        ...(!found && { detail: 'unknown login' }),
      });
      return problem(c, 'sign-in-failed');
    }
    // The password was replaced, or the agent disabled, while it was being checked.
    if (!(await openSession(c, agent, deps))) return problem(c, 'sign-in-failed');
    writeDevice(c, login, { ...cookie, random });
    await attempt.succeeded();
    await store.audit.add(clock(), { actor: agent.id, action: 'session.started' });
    return c.json(await sessionView(await withPresence(agent)));
  });

  return routes;
}

/** The session of the signed-in agent: reading it, signing out, and changing the password. */
export function sessionRoutes(
  deps: Deps,
  sessionView: SessionViewOf,
  limits: SignInLimits,
): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();
  const { config, store, clock } = deps;

  routes.get('/session', async (c) => c.json(await sessionView(c.get('agent'))));

  routes.delete('/session', async (c) => {
    await store.sessions.end(c.get('session'));
    await store.audit.add(clock(), { actor: c.get('agent').id, action: 'session.ended' });
    deleteSessionCookie(c, config.current().desk);
    return c.body(null, 204);
  });

  routes.put('/session/password', jsonBody(PasswordChangeSchema), async (c) => {
    const body = c.req.valid('json');
    const { id, passwordHash } = c.get('agent');
    const attempt = await limits.change(id);
    if (!attempt.ok)
      return problem(c, 'too-many-requests', { headers: retryAfter(attempt.retryAfterMs) });

    const matches = await checked(attempt, () =>
      passwordMatches(body.current, passwordHash, attempt.isKnown),
    );
    if (!matches) {
      await store.audit.add(clock(), { actor: id, action: 'agent.password-refused' });
      return problem(c, 'sign-in-failed');
    }
    await attempt.succeeded();
    const next = await hashPassword(body.next);
    // Ends all sessions of the agent, so that whoever else knew the password is signed out.
    const changed = await store.agents.update(
      id,
      { passwordHash: next },
      clock(),
      { actor: id, action: 'agent.password-changed' },
      passwordHash,
    );
    // A supervisor may have replaced the password while it was being checked.
    if (!changed || !(await openSession(c, { id, passwordHash: next }, deps)))
      return problem(c, 'sign-in-failed');
    return c.body(null, 204);
  });

  return routes;
}

import { isConnected, type AgentRecord } from '../../domain/agent.ts';
import { PasswordChangeSchema, SignInSchema } from '../../../wire/session.ts';
import { hashPassword, passwordMatches } from '../../auth/password.ts';
import { readBody } from '../../http/body.ts';
import type { ConsoleApp, Deps } from '../../deps.ts';
import { requestAddress } from '../../http/rate-limit.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import { openSession } from '../../auth/agent-session.ts';
import { deleteSessionCookie } from '../../auth/session-cookie.ts';
import type { SessionViewOf } from './session-view.ts';
import type { SignInLimits } from '../../auth/sign-in-limits.ts';

/** `POST /session`. Whether a login exists cannot be told from the answer, nor from the time that it takes. */
export function signInRoutes(
  api: ConsoleApp,
  deps: Deps,
  sessionView: SessionViewOf,
  limits: SignInLimits,
): void {
  const { config, store, clock } = deps;

  /** Whoever signs in is here; unless another console of theirs says what they do. */
  async function arrived(agent: AgentRecord): Promise<AgentRecord> {
    const now = clock();
    if (isConnected(agent, now)) return agent;
    await store.agents.setPresence(agent.id, 'here', now);
    return { ...agent, presence: 'here' };
  }

  api.post('/session', async (c) => {
    const read = await readBody(c, SignInSchema);
    if (!read.ok) return read.answer;
    const login = read.body.login.trim().toLowerCase();
    const address = requestAddress(c, config.current().desk);
    const waitMs = await limits.attempt(login, address);
    if (waitMs !== undefined)
      return problem(c, 'too-many-requests', { headers: retryAfter(waitMs) });

    const found = await store.agents.byLogin(login);
    const agent = found?.disabledAt === null ? found : undefined;
    const matches = await passwordMatches(read.body.password, agent?.passwordHash);
    if (!agent || !matches) {
      // What was typed for a login may be a password.
      await store.audit.add(clock(), {
        actor: found?.id ?? 'desk',
        action: 'session.refused',
        ...(!found && { detail: 'unknown login' }),
      });
      return problem(c, 'sign-in-failed');
    }
    // Replaced, or the agent disabled, while it was being checked.
    if (!(await openSession(c, agent, deps))) return problem(c, 'sign-in-failed');
    await limits.succeeded(login, address);
    await store.audit.add(clock(), { actor: agent.id, action: 'session.started' });
    return c.json(await sessionView(await arrived(agent)));
  });
}

/** What one does with one's own session. */
export function sessionRoutes(
  api: ConsoleApp,
  deps: Deps,
  sessionView: SessionViewOf,
  limits: SignInLimits,
): void {
  const { config, store, clock } = deps;

  api.get('/session', async (c) => c.json(await sessionView(c.get('agent'))));

  api.delete('/session', async (c) => {
    await store.sessions.end(c.get('session'));
    await store.audit.add(clock(), { actor: c.get('agent').id, action: 'session.ended' });
    deleteSessionCookie(c, config.current().desk);
    return c.body(null, 204);
  });

  api.put('/session/password', async (c) => {
    const read = await readBody(c, PasswordChangeSchema);
    if (!read.ok) return read.answer;
    const { id, login, passwordHash } = c.get('agent');
    const address = requestAddress(c, config.current().desk);
    const waitMs = await limits.attempt(login, address);
    if (waitMs !== undefined)
      return problem(c, 'too-many-requests', { headers: retryAfter(waitMs) });

    if (!(await passwordMatches(read.body.current, passwordHash))) {
      await store.audit.add(clock(), { actor: id, action: 'agent.password-refused' });
      return problem(c, 'sign-in-failed');
    }
    await limits.succeeded(login, address);
    const next = await hashPassword(read.body.next);
    // Ends all sessions, this one too: whoever else knew the password is out.
    const changed = await store.agents.update(
      id,
      { passwordHash: next },
      clock(),
      { actor: id, action: 'agent.password-changed' },
      passwordHash,
    );
    // A supervisor may have replaced it while it was being checked.
    if (!changed || !(await openSession(c, { id, passwordHash: next }, deps)))
      return problem(c, 'sign-in-failed');
    return c.body(null, 204);
  });
}

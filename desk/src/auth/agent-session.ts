import type { AgentRecord } from '../domain/agent.ts';
import type { ConsoleContext, ConsoleMiddleware, Deps } from '../deps.ts';
import { problem } from '../http/problem.ts';
import { requestStore } from '../http/request-store.ts';
import type { RequestStore } from '../store/store.ts';
import { deleteSessionCookie, readSessionCookie, writeSessionCookie } from './session-cookie.ts';
import { hashToken, makeToken, newSession, PREVIOUS_MS, ROTATE_MS } from './session.ts';

type Needs = Pick<Deps, 'config' | 'store' | 'clock' | 'random'>;

interface Authenticated {
  agent: AgentRecord;
  /** Id of the session. */
  session: string;
  /** The token that replaces the one that was sent, when that is due. */
  next: { token: string; expiresAt: number } | undefined;
}

/**
 * Finds the agent of a session token, and replaces a token that is due. Of several requests that
 * send the same due token at once, one is given the next.
 */
async function authenticate(
  token: string | undefined,
  now: number,
  { store, random }: { store: RequestStore } & Pick<Needs, 'random'>,
): Promise<Authenticated | undefined> {
  const session =
    token === undefined ? undefined : await store.sessions.find(hashToken(token), now);
  if (!session || session.expiresAt <= now) return undefined;
  const agent = await store.agents.byId(session.agent);
  if (!agent || agent.disabledAt !== null) return undefined;
  if (session.isPrevious || now - session.rotatedAt < ROTATE_MS)
    return { agent, session: session.id, next: undefined };
  const fresh = makeToken(random);
  const isReplaced = await store.sessions.rotate(
    session.id,
    session.tokenHash,
    hashToken(fresh),
    now,
    now + PREVIOUS_MS,
  );
  return {
    agent,
    session: session.id,
    next: isReplaced ? { token: fresh, expiresAt: session.expiresAt } : undefined,
  };
}

/**
 * Starts a session of an agent and sets its cookie.
 * @returns false, without a session, when the password that was checked has been replaced since
 */
export async function openSession(
  c: ConsoleContext,
  { id: agent, passwordHash }: Pick<AgentRecord, 'id' | 'passwordHash'>,
  { config, store, clock, random }: Needs,
): Promise<boolean> {
  const now = clock();
  const token = makeToken(random);
  const session = newSession(agent, token, now, random);
  if (!(await store.sessions.add(session, passwordHash))) return false;
  writeSessionCookie(c, config.current().desk, { token, expiresAt: session.expiresAt, now });
  return true;
}

/** Middleware: requires a signed-in agent, and replaces their token when it is due. */
export const requireAgent =
  (deps: Needs): ConsoleMiddleware =>
  async (c, next) => {
    const now = deps.clock();
    const { desk } = deps.config.current();
    const token = readSessionCookie(c, desk);
    const found = await authenticate(token, now, { ...deps, store: requestStore(c, deps) });
    if (!found) {
      if (token !== undefined) deleteSessionCookie(c, desk);
      return problem(c, 'signed-out');
    }
    c.set('agent', found.agent);
    c.set('session', found.session);
    if (found.next) writeSessionCookie(c, desk, { ...found.next, now });
    return next();
  };

/** Middleware behind {@link requireAgent}: requires a supervisor. */
export const requireSupervisor: ConsoleMiddleware = (c, next) =>
  c.get('agent').role === 'supervisor' ? next() : Promise.resolve(problem(c, 'not-for-this-role'));

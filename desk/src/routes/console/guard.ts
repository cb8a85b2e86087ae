import type { AgentRecord } from '../../domain/agent.ts';
import {
  hashToken,
  makeToken,
  newSession,
  noCookie,
  PREVIOUS_MS,
  readToken,
  ROTATE_MS,
  tokenCookie,
} from '../../auth/session.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../http/problem.ts';
import type { ConsoleContext, ConsoleMiddleware } from './env.ts';
import { isSecure } from './origin.ts';

type Needs = Pick<Deps, 'config' | 'store' | 'clock' | 'random'>;

export interface SignedIn {
  agent: AgentRecord;
  session: string;
  /** A token in place of the one that was sent, where that had its time. */
  next: { token: string; expiresAt: number } | undefined;
}

/** Who a token belongs to. Of several requests with one token that is due, one gets the next. */
async function authenticate(
  token: string | undefined,
  now: number,
  { store, random }: Needs,
): Promise<SignedIn | undefined> {
  const session =
    token === undefined ? undefined : await store.sessions.find(hashToken(token), now);
  if (!session || session.expiresAt <= now) return undefined;
  const agent = await store.agents.byId(session.agent);
  if (!agent || agent.disabledAt !== null) return undefined;
  if (session.isPrevious || now - session.rotatedAt < ROTATE_MS)
    return { agent, session: session.id, next: undefined };
  const fresh = makeToken(random);
  const replaced = await store.sessions.rotate(
    session.id,
    session.tokenHash,
    hashToken(fresh),
    now,
    now + PREVIOUS_MS,
  );
  return {
    agent,
    session: session.id,
    next: replaced ? { token: fresh, expiresAt: session.expiresAt } : undefined,
  };
}

/** Begins a session of an agent and gives the browser its token. False, and no session, where the password that was checked has been replaced since. */
export async function openSession(
  c: ConsoleContext,
  { id: agent, passwordHash }: Pick<AgentRecord, 'id' | 'passwordHash'>,
  { config, store, clock, random }: Needs,
): Promise<boolean> {
  const now = clock();
  const token = makeToken(random);
  const session = newSession(agent, token, now, random);
  if (!(await store.sessions.add(session, passwordHash))) return false;
  c.header(
    'Set-Cookie',
    tokenCookie(token, isSecure(c, config.current().desk), session.expiresAt, now),
  );
  return true;
}

export const dropCookie = (c: ConsoleContext, { config }: Pick<Deps, 'config'>): void =>
  c.header('Set-Cookie', noCookie(isSecure(c, config.current().desk)));

/** Lets pass whoever is signed in, and replaces their token in time. */
export const signedIn =
  (deps: Needs): ConsoleMiddleware =>
  async (c, next) => {
    const now = deps.clock();
    const secure = isSecure(c, deps.config.current().desk);
    const token = readToken(c.req.header('cookie'), secure);
    const known = await authenticate(token, now, deps);
    if (!known) {
      if (token !== undefined) dropCookie(c, deps);
      return problem(c, 'signed-out');
    }
    c.set('agent', known.agent);
    c.set('session', known.session);
    if (known.next)
      c.header('Set-Cookie', tokenCookie(known.next.token, secure, known.next.expiresAt, now));
    return next();
  };

/** Behind `signedIn`: lets supervisors pass. */
export const supervisor: ConsoleMiddleware = (c, next) =>
  c.get('agent').role === 'supervisor' ? next() : Promise.resolve(problem(c, 'not-for-this-role'));

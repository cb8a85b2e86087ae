import assert from 'node:assert/strict';
import { hash } from '@node-rs/argon2';
import type { AgentRecord } from '../../src/domain/agent.ts';
import type { Role } from '../../wire/agent.ts';
import type { SessionView } from '../../wire/session.ts';
import type { Desk } from './fixture.ts';
import { addAgent } from './situations.ts';

export const PASSWORD = 'correct horse battery';
/** The origin of requests that are made with `app.request`. */
export const OWN = 'http://localhost';

/** A hash is checked at the cost that it names: tests sign in hundreds of times, at a low one. */
const QUICK = { memoryCost: 8, timeCost: 1, parallelism: 1 };
let quickHash: Promise<string> | undefined;

/**
 * Adds an agent who can sign in with {@link PASSWORD}. Its hash is quicker to check than those that
 * the desk makes.
 */
export const staff = async (
  desk: Desk,
  login: string,
  role: Role = 'agent',
  change: Partial<AgentRecord> = {},
): Promise<AgentRecord> =>
  addAgent(desk.store, {
    login,
    name: `Agent ${login}`,
    role,
    passwordHash: await (quickHash ??= hash(PASSWORD, QUICK)),
    ...change,
  });

type Headers = Record<string, string>;

export interface Ask {
  method?: string;
  body?: unknown;
  headers?: Headers;
  /** The IP address of the browser. */
  address?: string;
}

/** A request that a browser makes from the desk's own page. */
export async function ask(
  desk: Desk,
  path: string,
  { method = 'GET', body, headers = {}, address = '192.0.2.7' }: Ask = {},
): Promise<Response> {
  const json: Headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const init = {
    method,
    headers: { Origin: OWN, ...json, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  return desk.app.request(`/console/api${path}`, init, {
    incoming: { socket: { remoteAddress: address } },
  });
}

export const signIn = (
  desk: Desk,
  login: string,
  password = PASSWORD,
  more: Ask = {},
): Promise<Response> =>
  ask(desk, '/session', { method: 'POST', body: { login, password }, ...more });

/**
 * The cookie that an answer sets, as a browser sends it back. Undefined when it sets none, empty
 * when it deletes the cookie.
 */
export function cookieOf(answer: Response): string | undefined {
  const pair = answer.headers.get('set-cookie')?.split(';')[0];
  return pair?.endsWith('=') ? '' : pair;
}

export const codeOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { code: string }).code;

/** A browser in which an agent is signed in. */
export interface Browser {
  agent: AgentRecord;
  session: SessionView;
  /** The current session cookie. */
  cookie: string;
  send(method: string, path: string, body?: unknown): Promise<Response>;
  /** The body of the answer; fails the test unless the status is 2xx. */
  json<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
}

export async function signedIn(desk: Desk, agent: AgentRecord): Promise<Browser> {
  const answer = await signIn(desk, agent.login);
  assert.equal(answer.status, 200);
  const browser: Browser = {
    agent,
    session: (await answer.json()) as SessionView,
    cookie: cookieOf(answer) ?? '',
    async send(method, path, body) {
      const given = await ask(desk, path, { method, body, headers: { Cookie: browser.cookie } });
      browser.cookie = cookieOf(given) ?? browser.cookie;
      return given;
    },
    async json<Answer>(method: string, path: string, body?: unknown) {
      const given = await browser.send(method, path, body);
      assert.ok(
        given.ok,
        `${method} ${path}: ${given.status} ${given.ok ? '' : await given.clone().text()}`,
      );
      return (await given.json()) as Answer;
    },
  };
  return browser;
}

export const newBrowser = async (
  desk: Desk,
  login: string,
  role: Role = 'agent',
): Promise<Browser> => signedIn(desk, await staff(desk, login, role));

import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { AgentRecord } from '../../domain/agent.ts';
import type { Env } from '../../deps.ts';

export interface ConsoleEnv {
  Bindings: Env['Bindings'];
  Variables: Env['Variables'] & {
    /** Who is signed in; set by `signedIn`, so on all routes behind it. */
    agent: AgentRecord;
    /** Id of their session. */
    session: string;
  };
}

export type ConsoleApp = Hono<ConsoleEnv>;
export type ConsoleContext = Context<ConsoleEnv>;
export type ConsoleMiddleware = MiddlewareHandler<ConsoleEnv>;

import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { TestOutcome } from './deliver/test-delivery.ts';
import type { RandomBytes } from './domain/random.ts';
import type { AgentRecord } from './domain/agent.ts';
import type { LiveConfig, LiveShop } from './config/live-config.ts';
import type { ReloadState } from './config/reload.ts';
import type { Pictures } from './pictures/pictures.ts';
import type { Store } from './store/store.ts';

/** Everything the service does to the world outside, and all it is told. */
export interface Deps {
  config: LiveConfig;
  store: Store;
  /** Secret of the ticket keys; at least 32 bytes. */
  secret: Uint8Array;
  /** Epoch ms. */
  clock: () => number;
  random: RandomBytes;
  log: Logger;
  /** Sends a test message to `webhook:<id>` or `bot:<id>` of the config. */
  testDelivery: (target: string) => Promise<TestOutcome>;
  /** Draws screenshots anew; absent: the desk takes none. */
  pictures?: Pictures;
  /** Aborted when the process is stopping: streams end then. */
  stopping: AbortSignal;
  /** Result of the last reload of the config; absent when it never changes. */
  reloaded?: () => ReloadState;
}

/** The same inside the app: the config has what supervisors set for a while. */
export interface AppDeps extends Deps {
  config: LiveShop;
}

export interface Env {
  /** What @hono/node-server hands over; nothing where an app is asked without a socket. */
  Bindings: {
    incoming?: {
      socket?: { remoteAddress?: string | undefined; destroy?: () => void };
      /** Why it broke off before it had arrived as a whole. */
      errored?: Error | null;
    };
  };
  Variables: {
    requestId: string;
    /** On the clock of `performance.now()`. */
    arrivedAt: number;
  };
}

export type App = Hono<Env>;

/** Requests of the agents' console. */
export interface ConsoleEnv {
  Bindings: Env['Bindings'];
  Variables: Env['Variables'] & {
    /** Who is signed in. Set by `requireAgent`, so on every route behind it. */
    agent: AgentRecord;
    /** Id of their session. */
    session: string;
  };
}

export type ConsoleApp = Hono<ConsoleEnv>;
export type ConsoleContext = Context<ConsoleEnv>;
export type ConsoleMiddleware = MiddlewareHandler<ConsoleEnv>;

import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Config } from '../../../src/contract/config.ts';
import type { DeskConfig } from '../desk-config.ts';
import type { RandomBytes } from '../domain/secrets.ts';
import type { Store } from '../store/store.ts';

/** Everything the service does to the world outside, and all it is told. */
export interface Deps {
  shop: Config;
  desk: DeskConfig;
  store: Store;
  /** Of the tickets' keys; at least 32 bytes. */
  secret: Uint8Array;
  /** Epoch ms. */
  clock: () => number;
  random: RandomBytes;
  log: Logger;
}

export interface Env {
  /** What @hono/node-server hands over; nothing where an app is asked without a socket. */
  Bindings: { incoming?: { socket?: { remoteAddress?: string | undefined } } };
  Variables: { requestId: string };
}

export type App = Hono<Env>;

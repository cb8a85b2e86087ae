import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { App } from '../deps.ts';
import { ConfigError } from '../config/desk-config.ts';

export interface Timeouts {
  /** Until all headers are there, ms. */
  headers: number;
  /** Until the whole request is there, ms. */
  request: number;
  /** How often Node looks for connections that are overdue, ms. Its default of 30 s would make the other two a matter of luck. */
  check: number;
}

const TIMEOUTS: Timeouts = { headers: 10_000, request: 15_000, check: 2_000 };

const SWEEP_MS = 50;

export interface Running {
  url: string;
  /** Takes no more connections, and resolves when what was under way is answered, or after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new ConfigError(
      `PORT: ${port} on ${host} is taken; stop what listens there, or set another PORT`,
    );
  if (error.code === 'EACCES')
    return new ConfigError(
      `PORT: may not listen on ${port}; expected a port that needs no privileges`,
    );
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new ConfigError('HOST: expected an address of this machine');
  return error;
}

function stop(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => server.closeAllConnections(), graceMs);
    // Node closes what is idle now, and leaves what becomes idle a moment later to its client.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(giveUp);
      clearInterval(sweep);
      resolve();
    });
  });
}

/**
 * Puts an app on a port.
 * @throws {ConfigError} where that port or address cannot be had
 */
export async function listen(
  app: Pick<App, 'fetch'>,
  host: string,
  port: number,
  timeouts: Timeouts = TIMEOUTS,
): Promise<Running> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout: timeouts.headers,
      requestTimeout: timeouts.request,
      connectionsCheckingInterval: timeouts.check,
    },
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    close: (graceMs) => stop(server, graceMs),
  };
}

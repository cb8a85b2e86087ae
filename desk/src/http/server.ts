import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { App } from '../deps.ts';
import { ConfigError } from '../config/desk-config.ts';

export interface Timeouts {
  /** How long a client may take to send all headers, ms. */
  headers: number;
  /** How long a client may take to send the whole request, ms. */
  request: number;
  /**
   * How often Node looks for overdue connections, ms. With its default of 30 s it would notice them
   * far too late.
   */
  check: number;
}

const TIMEOUTS: Timeouts = { headers: 10_000, request: 15_000, check: 2_000 };

/** How often connections that became idle are closed while the server stops, ms. */
const CLOSE_IDLE_MS = 50;

export interface Running {
  url: string;
  /**
   * Takes no more connections. Resolves when all running requests are answered, or after `graceMs`.
   */
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
    // Node closes connections that are idle now; those that become idle later stay open until their
    // client closes them.
    const closeIdle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_MS);
    server.close(() => {
      clearTimeout(giveUp);
      clearInterval(closeIdle);
      resolve();
    });
  });
}

/**
 * Listens with an app on a port.
 * @throws {ConfigError} when the port is taken or not allowed, or the host is not this machine
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

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer, type AddressInfo, type Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { App } from '../deps.ts';
import { ConfigError } from '../config/desk-config.ts';
import { inTurn, type InTurn } from './in-turn.ts';

export interface Timeouts {
  /** How long a client may take to send all headers, ms. */
  headers: number;
  /** How long a client may take to send the body after the headers, ms. */
  request: number;
  /** The same for a file, which a phone sends slowly. */
  upload: number;
  /**
   * How often Node looks for overdue connections, ms. With its default of 30 s it would notice them
   * far too late.
   */
  check: number;
}

/**
 * A client that sends a byte a second is cut off within six seconds, in headers or body. Both have
 * 16 KiB at most, but for files.
 */
export const TIMEOUTS: Timeouts = { headers: 4_000, request: 5_000, upload: 60_000, check: 500 };

/**
 * A connection on which nothing moves is closed after this time, ms: its client has stopped reading.
 * Event streams write more often.
 */
const SILENT_MS = 60_000;

/**
 * How long idle connections stay open when the server stops, ms: their clients may just have sent a
 * request.
 */
const LINGER_MS = 1_000;
/** How often connections that became idle are closed after that, ms. */
const CLOSE_IDLE_MS = 50;

/** Answers a request itself, or calls `otherwise`, which has the app answer it. */
export type Shortcut = (
  request: IncomingMessage,
  response: ServerResponse,
  otherwise: () => void,
) => void;

export interface Running {
  url: string;
  /**
   * Takes no more connections, and answers what comes on the open ones with `Connection: close`.
   * Resolves when all connections are closed, or after `graceMs`.
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
  if (error.code === undefined) return error;
  return new ConfigError(
    error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND'
      ? 'HOST: expected an address of this machine'
      : `HOST: cannot listen there (${error.code}); expected an address of this machine`,
  );
}

interface Stopping {
  server: Server;
  sockets: ReadonlySet<Socket>;
  turns: InTurn;
}

function stop({ server, sockets, turns }: Stopping, graceMs: number): Promise<void> {
  turns.closeAfterAnswers(sockets);
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => server.closeAllConnections(), graceMs);
    let closeIdle: NodeJS.Timeout | undefined;
    const linger = setTimeout(() => {
      closeIdle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_MS);
    }, LINGER_MS);
    // Not `server.close`: it resets idle connections at once, with the requests that are under way
    // on them.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(giveUp);
      clearTimeout(linger);
      clearInterval(closeIdle);
      // Ends Node's timer that looks for overdue connections.
      server.close();
      resolve();
    });
  });
}

const LATE = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

/** Cuts a request off whose body is not there in time. Node's own limit is the same for all. */
function expectBody(request: IncomingMessage, ms: number): void {
  const { headers } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
  const timer = setTimeout(() => {
    if (!request.complete) request.socket.end(LATE, () => request.socket.destroy());
  }, ms);
  request.once('close', () => clearTimeout(timer));
}

/**
 * Listens with an app on a port.
 * @throws {ConfigError} when the port is taken or not allowed, or the host is not this machine
 */
export async function listen(
  app: Pick<App, 'fetch'> & { shortcut?: Shortcut; uploadPath?: string },
  host: string,
  port: number,
  timeouts: Timeouts = TIMEOUTS,
): Promise<Running> {
  const handle = getRequestListener(app.fetch);
  const isUpload = ({ url = '' }: IncomingMessage): boolean => url === app.uploadPath;
  const turns = inTurn((request, response) => {
    const answer = (): void => void handle(request, response);
    if (app.shortcut) app.shortcut(request, response, answer);
    else answer();
  });
  const server = createServer(
    {
      headersTimeout: timeouts.headers,
      requestTimeout: timeouts.headers + timeouts.upload,
      connectionsCheckingInterval: timeouts.check,
    },
    (request, response) => {
      if (!isUpload(request)) expectBody(request, timeouts.request);
      turns.listener(request, response);
    },
  );
  server.timeout = SILENT_MS;
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    close: (graceMs) => stop({ server, sockets, turns }, graceMs),
  };
}

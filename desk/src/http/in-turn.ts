import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * How many requests of one connection may wait for the answers before them. Browsers and proxies
 * send the next request after the answer, so they never get near.
 */
const MAX_WAITING = 8;

/** The requests of one connection. */
interface Line {
  current: ServerResponse;
  waiting: (readonly [IncomingMessage, ServerResponse])[];
  isFull: boolean;
}

export interface InTurn {
  listener: Listener;
  /** From now on, each connection is closed after the last answer that it is owed. */
  closeAfterAnswers(sockets: Iterable<Socket>): void;
}

const isOver = ({ writableFinished, destroyed }: ServerResponse): boolean =>
  writableFinished || destroyed;

/** Makes Node write `Connection: close` with this answer, and close the connection after it. */
function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.shouldKeepAlive = false;
}

/**
 * Handles the requests of each connection one after the other: the next when the answer before it
 * has been handed to the network. Node itself would start all that a client sends without reading
 * the answers, and keep all answers in memory. When too many wait, the connection is closed after
 * those that do (RFC 9112 section 9.3.2: the client asks again).
 */
export function inTurn(listener: Listener): InTurn {
  const lines = new WeakMap<Socket, Line>();
  let isClosing = false;

  // Not at once: the next may be answered within the same turn of the event loop, and other
  // connections would wait for all of them.
  const waitForCurrent = (line: Line): void =>
    void line.current.once('close', () => setImmediate(runNext, line));

  function run(line: Line, request: IncomingMessage, response: ServerResponse): void {
    line.current = response;
    if (isClosing && line.waiting.length === 0) closeAfter(response);
    listener(request, response);
  }

  function runNext(line: Line): void {
    const next = line.waiting.shift();
    if (!next) return;
    const [request, response] = next;
    if (request.socket.destroyed) {
      line.waiting = [];
      return;
    }
    run(line, request, response);
    if (line.waiting.length > 0) waitForCurrent(line);
  }

  function wait(line: Line, request: IncomingMessage, response: ServerResponse): void {
    if (line.isFull) return;
    if (line.waiting.push([request, response]) === 1) waitForCurrent(line);
    if (line.waiting.length < MAX_WAITING) return;
    line.isFull = true;
    closeAfter(response);
    request.socket.pause();
  }

  return {
    listener(request, response) {
      const { socket } = request;
      const line = lines.get(socket);
      if (line && (line.waiting.length > 0 || !isOver(line.current)))
        return wait(line, request, response);
      if (line) return run(line, request, response);
      const first: Line = { current: response, waiting: [], isFull: false };
      lines.set(socket, first);
      run(first, request, response);
    },

    closeAfterAnswers(sockets) {
      isClosing = true;
      for (const socket of sockets) {
        const line = lines.get(socket);
        if (line?.waiting.length === 0 && !isOver(line.current)) closeAfter(line.current);
      }
    },
  };
}

import { once } from 'node:events';
import { Agent, createServer, request as ask } from 'node:http';

/**
 * Stands between the browser and the desk, at an address that stays the same when the desk starts
 * again, and knows how far each request has come.
 * @param {() => number} portOf Port of the desk now
 */
export async function standBetween(portOf) {
  /** Told of the next request of a kind: `{ method, path, sent, answered }`. */
  let watcher;
  const agent = new Agent({ keepAlive: false });
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    const watched = watcher?.method === method && watcher.path === url ? watcher : undefined;
    if (watched) watcher = undefined;
    const give = () => response.destroy();
    const onward = ask(
      { agent, host: '127.0.0.1', port: portOf(), method, path: url, headers },
      async (answer) => {
        answer.on('error', give);
        // The desk has committed; nobody has the answer yet.
        await watched?.answered?.(answer.statusCode);
        if (response.destroyed) return;
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', give);
    request.on('error', () => onward.destroy());
    request.pipe(onward);
    // The first bytes are on their way.
    if (watched) request.once('data', () => void watched.sent?.());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: server.address().port,
    /** @param {{ method: string, path: string, sent?: () => void, answered?: (status: number) => unknown }} next */
    watch(next) {
      watcher = next;
    },
    /** Nobody waits for such a request any more. */
    unwatch() {
      watcher = undefined;
    },
    close() {
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface BuiltDesk {
  url: string;
  kill(): Promise<void>;
}

async function listening(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output to read');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^hotline-desk listens on (\S+)/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('The desk ended before it listened');
}

/** Starts the built desk in a process of its own. */
export async function startBuiltDesk(
  t: TestContext,
  env: Record<string, string>,
): Promise<BuiltDesk> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exit;
  };
  t.after(kill);
  const url = await listening(child);
  child.stdout?.resume();
  return { url, kill };
}

function reach(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket)).once('error', reject);
  });
}

/** One address for several desks: each connection goes to the next desk that still listens. */
export async function roundRobin(t: TestContext, urls: readonly string[]): Promise<string> {
  const ports = urls.map((url) => Number(new URL(url).port));
  const sockets = new Set<Socket>();
  let turn = 0;
  async function forward(client: Socket): Promise<void> {
    for (let tries = 0; tries < ports.length; tries++) {
      const upstream = await reach(ports[turn++ % ports.length] ?? 0).catch(() => undefined);
      if (!upstream) continue;
      sockets.add(upstream);
      for (const [from, to] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        from.on('error', () => to.destroy());
        from.on('close', () => to.destroy());
        from.pipe(to);
      }
      return;
    }
    client.destroy();
  }
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    void forward(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { env, getuid } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findOrInstall } from './debian.mjs';

const HOW = `No nginx was found, and this runs one of its own. Install it:
  Debian, Ubuntu    apt-get install nginx
  Fedora            dnf install nginx
  macOS             brew install nginx
or put its program on the PATH. No server needs to run.`;

/** The program of an installed nginx; undefined without one. */
const findNginx = () =>
  [...(env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
    .map((folder) => join(folder, 'nginx'))
    .find((program) => existsSync(program));

/** Keeps Debian's packages from starting what they install. */
const GUARD = { path: '/usr/sbin/policy-rc.d', text: '#!/bin/sh\nexit 101\n', mode: 0o755 };

/**
 * Finds nginx, or installs it when run as root on Debian.
 * @returns {string} its program
 * @throws {Error} whose message says what to install
 */
export const prepareNginx = () =>
  findOrInstall({ find: findNginx, name: 'nginx-light', guard: GUARD, how: HOW });

const DOCUMENT = fileURLToPath(new URL('../docs/operate.md', import.meta.url));

/** The configuration that docs/operate.md shows. */
export function documentedConfig() {
  const [, block] = /^```nginx\n(.*?)^```$/ms.exec(readFileSync(DOCUMENT, 'utf8')) ?? [];
  if (!block) throw new Error('docs/operate.md has no nginx block.');
  return block;
}

/**
 * The documented configuration for a desk and a folder of this machine, without TLS.
 * @param {{ desk: string, port: number, folder: string }} here `desk` is its URL
 */
function adapted({ desk, port, folder }) {
  const changes = [
    ['/var/cache/hotline', join(folder, 'cache')],
    ['127.0.0.1:8001', new URL(desk).host],
    ['listen 443 ssl;', `listen 127.0.0.1:${port};`],
    ['listen [::]:443 ssl;', ''],
    ['http2 on;', ''],
    [/ssl_certificate .*;/, ''],
    [/ssl_certificate_key .*;/, ''],
  ];
  let config = documentedConfig();
  for (const [from, to] of changes) {
    const next = config.replace(from, to);
    if (next === config) throw new Error(`The documented configuration has no ${from}.`);
    config = next;
  }
  return config;
}

const mainConfig = (folder, server) => `
${getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr error;
events { worker_connections 8192; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
${server}
}
`;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
      .once('connect', () => resolve(socket.destroy() && true))
      .once('error', () => resolve(false));
  });

/**
 * Starts nginx with the documented configuration in front of a desk, on a free port.
 * @param {string} program
 * @param {string} desk its URL
 * @returns {Promise<{ url: string, pid: number, stop(): Promise<void> }>}
 */
export async function startNginx(program, desk) {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-nginx-'));
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, mainConfig(folder, adapted({ desk, port, folder })));
  const server = spawn(program, ['-p', folder, '-e', 'stderr', '-c', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  server.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-4000)));
  const quit = () => server.kill('SIGTERM');
  process.once('exit', quit);
  const exit = once(server, 'exit');
  const stop = async () => {
    process.off('exit', quit);
    server.kill('SIGTERM');
    await exit;
    rmSync(folder, { recursive: true, force: true });
  };
  while (!(await answers(port))) {
    if (server.exitCode !== null) {
      await stop();
      throw new Error(`nginx did not start: ${said}`);
    }
    await pause(20);
  }
  return { url: `http://127.0.0.1:${port}`, pid: server.pid, stop };
}

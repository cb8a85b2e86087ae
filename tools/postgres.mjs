import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { env, getuid } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { findOrInstall } from './debian.mjs';

const HOW = `No PostgreSQL server was found, and these tests run on one of their own. Install it:
  Debian, Ubuntu    apt-get install postgresql
  Fedora            dnf install postgresql-server postgresql
  macOS             brew install postgresql
or put its programs (initdb, postgres, psql, pg_dump) on the PATH. No server needs to run.`;

const NEEDED = ['initdb', 'postgres', 'psql', 'pg_dump', 'pg_restore'];

const isWhole = (folder) => NEEDED.every((program) => existsSync(join(folder, program)));

const versions = (parent, name) =>
  existsSync(parent)
    ? readdirSync(parent)
        .filter((entry) => name.test(entry))
        .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    : [];

/** The folder of an installed server's programs, of the newest version; undefined without one. */
export function findPostgres() {
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => existsSync(join(folder, 'postgres')))
    // Some systems have links to only a few of the programs on the PATH.
    .flatMap((folder) => [folder, dirname(realpathSync(join(folder, 'postgres')))]);
  const debian = versions('/usr/lib/postgresql', /^\d+$/).map((version) =>
    join('/usr/lib/postgresql', version, 'bin'),
  );
  const packaged = versions('/usr', /^pgsql-\d+$/).map((name) => join('/usr', name, 'bin'));
  return [...onPath, ...debian, ...packaged].find(isWhole);
}

/** Stops Debian's packages from creating and starting a cluster. */
const GUARD = {
  path: '/etc/postgresql-common/createcluster.d/hotline-test.conf',
  text: 'create_main_cluster = false\n',
};

/**
 * Finds the programs of a PostgreSQL server, or installs them when run as root on Debian.
 * @returns {string} their folder
 * @throws {Error} whose message says what to install
 */
export const preparePostgres = () =>
  findOrInstall({ find: findPostgres, name: 'postgresql', guard: GUARD, how: HOW });

/** The user that runs the server, which refuses root. */
function owner() {
  if (getuid?.() !== 0) return {};
  for (const user of ['postgres', 'nobody']) {
    const ask = (flag) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout.trim());
    const [uid, gid] = [ask('-u'), ask('-g')];
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody".',
  );
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Commits are not forced to the disk: the tests kill desks, not this server. `synchronous_commit`
 * is off to find a desk that relies on the server's default.
 */
const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '300',
  unix_socket_directories: '',
};

/** Kills a server and all its processes at once. */
function killGroup(server, signal) {
  try {
    process.kill(-server.pid, signal);
  } catch {
    // It has already ended.
  }
}

/**
 * Starts a new cluster in a temporary folder, on a free port of this machine. Resolves to
 * `{url, data, stop(), end(signal), revive()}`; `url` names the database `postgres` and a superuser
 * with a password, `end` ends the server as a signal does, `revive` starts it again if it has ended.
 * @param {string} programs Folder of the server's programs
 * @param {{ settings?: Record<string, string>, env?: Record<string, string> }} more Settings, and
 *   environment of the server
 */
export async function startPostgres(programs, more = {}) {
  const as = owner();
  const folder = mkdtempSync(join(tmpdir(), 'hotline-postgres-'));
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (as.uid !== undefined) chownSync(passwordFile, as.uid, as.gid);
  const inFolder = { ...as, cwd: folder, env: { ...env, HOME: folder } };
  let server;
  const runs = () => server && server.exitCode === null && server.signalCode === null;
  const end = async (signal) => {
    if (!runs()) return;
    const ended = once(server, 'exit');
    if (signal === 'SIGKILL') killGroup(server, signal);
    else server.kill(signal);
    await ended;
  };
  // SIGQUIT is an immediate shutdown: nothing in the cluster is needed any more.
  const quit = () => server?.kill('SIGQUIT');
  const stop = async () => {
    process.off('exit', quit);
    await end('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', quit);
  try {
    execFileSync(
      join(programs, 'initdb'),
      [
        '-D',
        data,
        '-U',
        'postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { ...inFolder, stdio: 'pipe' },
    );
    const port = await freePort();
    const settings = Object.entries({ ...SETTINGS, ...more.settings }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    const answers = async () => {
      const asking = spawn(join(programs, 'psql'), ['-qtc', 'select 1', url], { stdio: 'ignore' });
      const [code] = await once(asking, 'exit');
      return code === 0;
    };
    const start = async () => {
      server = spawn(
        join(programs, 'postgres'),
        ['-D', data, '-h', '127.0.0.1', '-p', String(port), ...settings],
        {
          ...inFolder,
          env: { ...inFolder.env, ...more.env },
          stdio: ['ignore', 'ignore', 'pipe'],
          // Its processes are one group, which can be killed together.
          detached: true,
        },
      );
      let said = '';
      server.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-4000)));
      while (!(await answers())) {
        if (!runs()) throw new Error(`PostgreSQL did not start: ${said}`);
        await pause(50);
      }
    };
    await start();
    const revive = async () => {
      while (!(await answers())) {
        if (!runs()) await start();
        await pause(50);
      }
    };
    return { url, data, stop, end, revive };
  } catch (error) {
    await stop();
    throw error;
  }
}

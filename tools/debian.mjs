import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { env, getuid, platform } from 'node:process';

const mayInstall = () =>
  platform === 'linux' && getuid?.() === 0 && existsSync('/etc/debian_version');

/**
 * Installs a package with a file in place that keeps Debian from starting what it installs. A file
 * that is there already stays as it is.
 */
function install(name, { path, text, mode }) {
  const options = {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  const apt = (...args) => spawnSync('apt-get', args, options).status === 0;
  const isOurs = !existsSync(path);
  if (isOurs) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode });
  }
  try {
    if (!apt('update', '-q') || !apt('install', '-yq', '--no-install-recommends', name))
      console.log('apt-get failed');
  } finally {
    if (isOurs) rmSync(path);
  }
}

/**
 * Finds programs, or installs their package when run as root on Debian.
 * @template Found
 * @param {object} wanted
 * @param {() => Found | undefined} wanted.find
 * @param {string} wanted.name of the package
 * @param {{ path: string, text: string, mode?: number }} wanted.guard a file that keeps Debian from
 *   starting what it installs
 * @param {string} wanted.how says what to install elsewhere
 * @returns {Found}
 * @throws {Error} with `how`
 */
export function findOrInstall({ find, name, guard, how }) {
  if (find() === undefined && mayInstall()) {
    console.log(`Installing ${name}`);
    install(name, guard);
  }
  const found = find();
  if (found === undefined) throw new Error(how);
  return found;
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { getuid, platform } from 'node:process';
import { fileURLToPath } from 'node:url';

const HOW = `The faults are made by two small libraries in C, for Linux, and no C compiler was found:
  Debian, Ubuntu    apt-get install gcc libc6-dev
  Fedora            dnf install gcc glibc-devel`;

const find = () =>
  ['cc', 'gcc', 'clang'].find((name) => spawnSync(name, ['--version']).status === 0);

function install() {
  console.log('Installing gcc and libc6-dev');
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (!apt('update', '-q') || !apt('install', '-yq', '--no-install-recommends', 'gcc', 'libc6-dev'))
    console.log('apt-get failed');
}

/**
 * Compiles `disk.c` and `clock.c` into a folder. As root on Debian it installs a compiler first.
 * @param {string} folder
 * @returns {{ disk: string, clock: string }} Paths for `LD_PRELOAD`
 * @throws {Error} whose message says what to install
 */
export function compile(folder) {
  if (platform !== 'linux') throw new Error(HOW);
  if (!find() && getuid?.() === 0 && existsSync('/etc/debian_version')) install();
  const compiler = find();
  if (compiler === undefined) throw new Error(HOW);
  const library = (name) => {
    const source = fileURLToPath(new URL(`${name}.c`, import.meta.url));
    const output = join(folder, `${name}.so`);
    const options = ['-O2', '-Wall', '-shared', '-fPIC', '-o', output, source, '-ldl'];
    const { status, stderr } = spawnSync(compiler, options, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${compiler} cannot compile ${name}.c:\n${stderr}`);
    return output;
  };
  return { disk: library('disk'), clock: library('clock') };
}

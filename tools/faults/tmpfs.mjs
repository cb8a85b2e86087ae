import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getuid } from 'node:process';

const SIZE = '24m';
/** Left free for the database, bytes: less than its write-ahead log grows to. */
const FREE = 1_500_000;

/**
 * A small file system, nearly filled by a file that can be removed. Only root can make one.
 * @param {string} folder Where it is mounted
 * @returns {{ ballast: string, unmount: () => void } | undefined}
 */
export function mountSmall(folder) {
  if (getuid?.() !== 0) return undefined;
  mkdirSync(folder, { recursive: true });
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder]).status !== 0)
    return undefined;
  const ballast = join(folder, 'ballast');
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - FREE));
  const unmount = () => {
    process.off('exit', unmount);
    spawnSync('umount', ['-l', folder]);
  };
  process.once('exit', unmount);
  return { ballast, unmount };
}

import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', '.git', 'data', 'coverage']);

/** Every source file under the folders, relative to the root and with forward slashes, in alphabetical order. */
export function filesUnder(root, folders) {
  const walk = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(path);
      return [path.split(sep).join('/')];
    });
  return folders.flatMap(walk).sort();
}

/** Whether a path matches a glob of which only `**` and `*` mean anything. */
export function matches(path, glob) {
  const pattern = glob
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(
      /\*\*\/|\*\*|\*/g,
      (stars) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' })[stars],
    );
  return new RegExp(`^${pattern}$`).test(path);
}

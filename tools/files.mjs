import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', '.git', 'data', 'coverage']);

/**
 * Lists the source files under folders, relative to the root, with forward slashes, sorted.
 * @param {string} root
 * @param {readonly string[]} folders
 * @returns {string[]}
 */
export function filesUnder(root, folders) {
  const walk = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(path);
      return [path.split(sep).join('/')];
    });
  return folders.flatMap(walk).sort();
}

/**
 * Whether a path matches a glob, in which only `**` and `*` have a meaning.
 * @param {string} path
 * @param {string} glob
 * @returns {boolean}
 */
export function matches(path, glob) {
  const pattern = glob
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(
      /\*\*\/|\*\*|\*/g,
      (stars) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' })[stars],
    );
  return new RegExp(`^${pattern}$`).test(path);
}

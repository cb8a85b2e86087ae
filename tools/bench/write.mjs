import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));
const PRETTIER = fileURLToPath(
  new URL('../../node_modules/prettier/bin/prettier.cjs', import.meta.url),
);

/**
 * Replaces what is between two marker comments.
 * @param {string} document
 * @param {string} name `widget`: between `<!-- bench:widget -->` and `<!-- /bench:widget -->`
 * @param {string} text
 * @throws {Error} when the document has no such markers
 */
export function between(document, name, text) {
  const [start, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The document has no ${start} … ${end}.`);
  return `${document.slice(0, from + start.length)}\n\n${text}\n\n${document.slice(to)}`;
}

/**
 * Writes tables into docs/performance.md.
 * @param {string} name of their markers
 * @param {string} text Markdown
 */
export function writeTables(name, text) {
  writeFileSync(FILE, between(readFileSync(FILE, 'utf8'), name, text));
  execFileSync(process.execPath, [PRETTIER, '--write', '--log-level', 'warn', FILE]);
}

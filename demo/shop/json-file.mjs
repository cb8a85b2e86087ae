import { readFile, rename, writeFile } from 'node:fs/promises';

/**
 * Opens a JSON file that holds a list; without the file the list is empty.
 * @template T
 * @param {string} file
 * @returns {Promise<{ list: T[], save(list: readonly T[]): Promise<void> }>} what the file holds
 *   now, and a function that replaces it, one save after the other, so that no crash leaves half a
 *   file
 */
export async function openJsonFile(file) {
  /** @type {T[]} */
  const list = JSON.parse(await readFile(file, 'utf8').catch(() => '[]'));
  let saved = Promise.resolve();
  return {
    list,
    save(next) {
      const write = async () => {
        await writeFile(`${file}.new`, JSON.stringify(next, null, 2));
        await rename(`${file}.new`, file);
      };
      saved = saved.then(write, write);
      return saved;
    },
  };
}

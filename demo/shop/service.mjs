import { readFile, rename, writeFile } from 'node:fs/promises';

/**
 * @typedef {object} ServiceStep What the desk told the shop of a callback.
 * @property {string} id Of the message: one that comes twice counts once.
 * @property {string} type `callback.created` and so on.
 * @property {string} at ISO 8601.
 * @property {string} ticket
 * @property {string} order
 * @property {string} [outcome]
 */

/** The shop forgets the oldest beyond so many. */
const MOST = 500;

/**
 * What the hotline did for each order, kept in one file.
 * @param {string} file
 */
export async function openService(file) {
  /** @type {ServiceStep[]} */
  let steps = JSON.parse(await readFile(file, 'utf8').catch(() => '[]'));
  let saved = Promise.resolve();
  const save = async () => {
    await writeFile(`${file}.new`, JSON.stringify(steps));
    await rename(`${file}.new`, file);
  };
  return {
    /** Of an order, in the order of time. @param {string} order */
    of: (order) =>
      steps.filter((step) => step.order === order).sort((a, b) => a.at.localeCompare(b.at)),

    /** @param {ServiceStep} step kept on disk */
    async add(step) {
      if (steps.some(({ id }) => id === step.id)) return;
      steps = [...steps, step].slice(-MOST);
      saved = saved.then(save, save);
      await saved;
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openService>>} Service */

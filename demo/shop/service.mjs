import { openJsonFile } from './json-file.mjs';

/**
 * @typedef {object} ServiceStep A webhook of the desk about a callback.
 * @property {string} id The message's id: a message that is sent twice counts once.
 * @property {string} type `callback.created` and so on.
 * @property {string} at ISO 8601.
 * @property {string} ticket
 * @property {string} order
 * @property {string} [outcome]
 */

/** Older steps are dropped. */
const MAX_STEPS = 500;

/**
 * What the desk reported about each order's callbacks, which `file` keeps.
 * @param {string} file
 */
export async function openService(file) {
  const { list, save } = /** @type {Awaited<ReturnType<typeof openJsonFile<ServiceStep>>>} */ (
    await openJsonFile(file)
  );
  let steps = list;
  return {
    /** The steps of an order, the earliest first. @param {string} order */
    of: (order) =>
      steps.filter((step) => step.order === order).sort((a, b) => a.at.localeCompare(b.at)),

    /** Resolves when the step is saved. @param {ServiceStep} step */
    async add(step) {
      if (steps.some(({ id }) => id === step.id)) return;
      steps = [...steps, step].slice(-MAX_STEPS);
      await save(steps);
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openService>>} Service */

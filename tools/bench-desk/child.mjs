import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const LOAD = fileURLToPath(new URL('load.mjs', import.meta.url));

/** A process that makes load. One question at a time. */
export function startLoad() {
  const child = fork(LOAD);
  return {
    /** @param {string} name of a function of `load.mjs` @param {object} [options] */
    async ask(name, options = {}) {
      child.send([name, options]);
      const [{ result, error }] = await once(child, 'message');
      if (error !== undefined) throw new Error(error);
      return result;
    },
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

import { setTimeout as pause } from 'node:timers/promises';

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} title
 * @property {string} [base] the contender that others are compared with
 * @property {number} [share] of the rounds; all by default
 * @property {boolean} [together] one round, all contenders at once
 * @property {(contender: import('./contenders.mjs').Contender) => unknown} takes
 * @property {import('./table.mjs').Measure[]} measures
 * @property {(env: object, contender: import('./contenders.mjs').Contender, round: number) =>
 *   Promise<Record<string, number>>} sample
 */

const FEWEST = 3;
/** After this time a sample counts as failed, ms. */
const TOO_LONG_MS = 120_000;

const inTime = (promise) =>
  Promise.race([
    promise,
    pause(TOO_LONG_MS, undefined, { ref: false }).then(() => {
      throw new Error(`took longer than ${TOO_LONG_MS / 1000} s`);
    }),
  ]);

/** How often contenders are measured. @param {Part} part @param {number} rounds */
export const roundsOf = ({ share = 1, together }, rounds) =>
  together ? 1 : Math.min(rounds, Math.max(FEWEST, Math.ceil(rounds * share)));

/** Peers, which only give an idea, are measured in every third round. */
const isIn = ({ isPeer }, round) => !isPeer || round % 3 === 0;

/**
 * Measures a part in interleaved rounds; each begins with another contender.
 * @param {Part} part
 * @param {object} env what its samples need
 * @param {import('./contenders.mjs').Contender[]} contenders
 * @param {number} rounds
 * @returns {Promise<{ samples: Record<string, (object | undefined)[]>, failures: Record<string,
 *   string> }>} by contender
 */
export async function runPart(part, env, contenders, rounds) {
  const samples = Object.fromEntries(contenders.map(({ name }) => [name, []]));
  const failures = {};
  const sample = async (contender, round) => {
    try {
      samples[contender.name][round] = await inTime(part.sample(env, contender, round));
    } catch (error) {
      failures[contender.name] = String(error.message).split('\n')[0];
    }
  };
  if (part.together) await Promise.all(contenders.map((contender) => sample(contender, 0)));
  else
    for (let round = 0; round < roundsOf(part, rounds); round++)
      for (let turn = 0; turn < contenders.length; turn++) {
        const contender = contenders[(turn + round) % contenders.length];
        if (isIn(contender, round)) await sample(contender, round);
      }
  return { samples, failures };
}

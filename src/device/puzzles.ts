import { sha256 } from '@noble/hashes/sha2.js';
import type { Challenge } from '../contract/challenge.ts';
import { MAX_SOLUTION, PUZZLES, puzzleOf } from '../core/proof-of-work.ts';

/** The address of this file, which a worker loads: so it does without the page. */
export const ADDRESS = import.meta.url;

/** So many numbers are tried before the search may pause. */
const STEP = 128;

/**
 * Searches the solutions of a challenge, one of each puzzle. Yields now and then, so that the main
 * thread can do something else.
 */
export function* search(
  challenge: Pick<Challenge, 'challenge' | 'bits'>,
): Generator<undefined, number[]> {
  const solutions: number[] = [];
  for (let index = 0; index < PUZZLES; index++) {
    const solves = puzzleOf(challenge, index, sha256);
    let solution = 0;
    while (!solves(solution) && solution < MAX_SOLUTION) if (++solution % STEP === 0) yield;
    solutions.push(solution);
  }
  return solutions;
}

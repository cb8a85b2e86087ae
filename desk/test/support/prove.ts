import { createHash } from 'node:crypto';
import type { Challenge } from '../../../src/contract/challenge.ts';
import { PROOF_HEADER, proofText, PUZZLES, puzzleOf } from '../../../src/core/proof-of-work.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** The header that proves the work of a challenge. */
export function prove(challenge: Challenge): Record<string, string> {
  const solutions = Array.from({ length: PUZZLES }, (_, index) => {
    const solves = puzzleOf(challenge, index, sha256);
    let solution = 0;
    while (!solves(solution)) solution++;
    return solution;
  });
  return { [PROOF_HEADER]: proofText(challenge.challenge, solutions) };
}

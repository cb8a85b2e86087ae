import type { Challenge } from '../contract/challenge.ts';

/** SHA-256: 32 bytes. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/**
 * A challenge consists of so many puzzles. Several small ones take nearly the same time each time;
 * a large one may take five times as long as usual.
 */
export const PUZZLES = 16;
/** Solutions are below this. */
export const MAX_SOLUTION = 2 ** 32;

const SEED_BYTES = 32;

/**
 * One of the puzzles of a challenge: returns whether a number, a whole one below
 * {@link MAX_SOLUTION}, solves it.
 */
export const puzzleOf = (
  { challenge, bits }: Pick<Challenge, 'challenge' | 'bits'>,
  index: number,
  sha256: Hash,
): ((solution: number) => boolean) => {
  const text = Uint8Array.from(`${challenge}.${index}`, (character) => character.charCodeAt(0));
  // Short enough for one round of the hash.
  const bytes = new Uint8Array(SEED_BYTES + 4);
  bytes.set(sha256(text));
  const view = new DataView(bytes.buffer);
  return (solution) => {
    view.setUint32(SEED_BYTES, solution);
    const [a = 0, b = 0, c = 0, d = 0] = sha256(bytes);
    return Math.clz32((a << 24) | (b << 16) | (c << 8) | d) >= bits;
  };
};

/** The header with which a request shows its proof: the challenge, and a solution of each puzzle. */
export const PROOF_HEADER = 'Proof-Of-Work';

/** What that header contains. */
export const proofText = (challenge: string, solutions: readonly number[]): string =>
  `${challenge}:${solutions.join('.')}`;

/** The inverse of {@link proofText}; undefined for what it would not return. */
export const readProof = (
  text: string,
): { challenge: string; solutions: readonly number[] } | undefined => {
  const [, challenge, numbers] =
    /^([\x21-\x39\x3b-\x7e]{20,200}):(\d{1,10}(?:\.\d{1,10})*)$/.exec(text) ?? [];
  if (!challenge || !numbers) return undefined;
  const solutions = numbers.split('.').map(Number);
  return solutions.length === PUZZLES && solutions.every((solution) => solution < MAX_SOLUTION)
    ? { challenge, solutions }
    : undefined;
};

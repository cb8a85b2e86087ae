import { createHash } from 'node:crypto';
import type { Challenge } from '../../../src/contract/challenge.ts';
import { puzzleOf, readProof } from '../../../src/core/proof-of-work.ts';
import { iso, MINUTE } from '../../../src/core/time.ts';
import { equalInConstantTime } from './equal.ts';
import { challengeMac } from './secrets.ts';

/** A slow phone needs less than a minute, and may sleep meanwhile. */
const VALID_MS = 30 * MINUTE;
const BASE = 36;

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/**
 * A challenge for one Idempotency-Key. It is signed, so that it need not be stored; and since a key
 * makes one ticket only, neither need the proofs that were used.
 * @param bits see `puzzleOf`
 */
export function makeChallenge(
  secret: Uint8Array,
  idempotencyKey: string,
  bits: number,
  now: number,
): Challenge {
  const end = now + VALID_MS;
  const told = `${end.toString(BASE)}.${bits}`;
  return {
    challenge: `${told}.${challengeMac(secret, idempotencyKey, told)}`,
    bits,
    expiresAt: iso(end),
  };
}

/** Whether the header of a request proves the work of a challenge for its Idempotency-Key. */
export function isProved(
  secret: Uint8Array,
  idempotencyKey: string,
  header: string | undefined,
  now: number,
): boolean {
  const proof = header === undefined ? undefined : readProof(header);
  if (!proof) return false;
  const { challenge, solutions } = proof;
  const [end = '', bits = '', mac = ''] = challenge.split('.');
  return (
    equalInConstantTime(mac, challengeMac(secret, idempotencyKey, `${end}.${bits}`)) &&
    parseInt(end, BASE) > now &&
    solutions.every((solution, index) =>
      puzzleOf({ challenge, bits: Number(bits) }, index, sha256)(solution),
    )
  );
}

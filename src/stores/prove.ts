import type { Challenge } from '../contract/challenge.ts';
import { PROOF_HEADER, proofText } from '../core/proof-of-work.ts';
import { addressBeside } from '../desk-client/desk.ts';
import { request, type Answer } from '../desk-client/request.ts';
import { solve } from '../device/solve.ts';
import type { ContactStore } from './contact-store.ts';
import { deskOf } from './desk.ts';

/** More would take minutes. */
const MAX_BITS = 24;

const readChallenge = (answer: unknown): Challenge | undefined => {
  const { challenge, bits, expiresAt } = (answer ?? {}) as Partial<Challenge>;
  return typeof challenge === 'string' &&
    typeof expiresAt === 'string' &&
    typeof bits === 'number' &&
    bits > 0 &&
    bits <= MAX_BITS
    ? { challenge, bits, expiresAt }
    : undefined;
};

/**
 * The header by which a desk that very many callbacks come to takes the request with this key: asks
 * what work to prove, and does it. Takes some seconds. Never rejects.
 */
export const prove = async (
  contacts: ContactStore,
  key: string,
): Promise<Answer<Record<string, string>>> => {
  const answer = await request(
    contacts.effects,
    addressBeside(deskOf(contacts).callbacks, 'challenge'),
    { headers: { 'idempotency-key': key } },
    readChallenge,
  );
  if (!answer.ok) return answer;
  const { challenge } = answer.value;
  const solutions = await solve(answer.value, contacts.effects);
  return { ok: true, value: { [PROOF_HEADER]: proofText(challenge, solutions) } };
};

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProved, makeChallenge } from '../../src/auth/proof-of-work.ts';
import { PROOF_HEADER } from '../../../src/core/proof-of-work.ts';
import { prove } from '../support/prove.ts';

const SECRET = new Uint8Array(32).fill(7);
const KEY = 'a-key-of-one-request';
const NOW = Date.parse('2026-11-23T02:00:00Z');
const MINUTE = 60_000;

describe('isProved', () => {
  const challenge = makeChallenge(SECRET, KEY, 6, NOW);
  const proof = prove(challenge)[PROOF_HEADER]!;
  const [text = '', solutions = ''] = proof.split(':');

  it('takes a proof for half an hour', () => {
    assert.equal(isProved(SECRET, KEY, proof, NOW), true);
    assert.equal(isProved(SECRET, KEY, proof, NOW + 30 * MINUTE - 1), true);
    assert.equal(isProved(SECRET, KEY, proof, NOW + 30 * MINUTE), false);
    assert.equal(challenge.expiresAt, '2026-11-23T02:30:00.000Z');
  });

  it('takes it for its request and its desk only', () => {
    assert.equal(isProved(SECRET, 'the-key-of-another', proof, NOW), false);
    assert.equal(isProved(new Uint8Array(32).fill(8), KEY, proof, NOW), false);
  });

  it('refuses less work, a later end, and solutions that are none', () => {
    const [end = '', , mac = ''] = text.split('.');
    const easy = `${end}.1.${mac}`;
    const late = `${(NOW * 2).toString(36)}.6.${mac}`;
    const wrong = solutions.split('.').map((solution) => Number(solution) + 1);
    const refused: Record<string, string> = {
      none: '',
      'no solutions': text,
      'too few': `${text}:${solutions.split('.').slice(1).join('.')}`,
      'too many': `${proof}.1`,
      'not numbers': `${text}:${solutions.replace(/\d/, 'x')}`,
      'too large': `${text}:${solutions.replace(/^\d+/, '4294967296')}`,
      wrong: `${text}:${wrong.join('.')}`,
      easier: `${easy}:${solutions}`,
      later: `${late}:${solutions}`,
    };
    for (const [what, header] of Object.entries(refused))
      assert.equal(isProved(SECRET, KEY, header, NOW), false, what);
    assert.equal(isProved(SECRET, KEY, undefined, NOW), false);
  });
});

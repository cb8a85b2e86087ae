import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fingerprint, hashKey, keyMatches, ticketKey } from '../../src/auth/secrets.ts';

const secret = new Uint8Array(32).fill(1);

describe('keyMatches', () => {
  it('accepts the key of a hash and no other text, of whatever length', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        assert.equal(keyMatches(one, hashKey(one)), true);
        assert.equal(keyMatches(other, hashKey(one)), one === other);
        // A hash read from the database cannot be used as a key.
        assert.equal(keyMatches(hashKey(one), hashKey(one)), false);
        assert.equal(keyMatches(one, hashKey(one).slice(1)), false);
      }),
    );
  });
});

describe('ticketKey', () => {
  it('differs with the secret of the desk, the ticket number and the Idempotency-Key', () => {
    const key = ticketKey(secret, '261123000017', 'a');
    assert.equal(Buffer.from(key, 'base64url').length, 32);
    assert.equal(ticketKey(secret, '261123000017', 'a'), key);
    const others = [
      ticketKey(new Uint8Array(32), '261123000017', 'a'),
      ticketKey(secret, '261123000025', 'a'),
      ticketKey(secret, '261123000017', 'b'),
    ];
    assert.equal(new Set([key, ...others]).size, 4);
  });
});

describe('fingerprint', () => {
  it('differs with the secret of the desk', () => {
    assert.notEqual(fingerprint(secret, { a: 1 }), fingerprint(new Uint8Array(32), { a: 1 }));
  });
});

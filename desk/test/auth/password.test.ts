import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hashPassword, passwordMatches } from '../../src/auth/password.ts';

describe('hashPassword', () => {
  it("hashes at the cost of OWASP's first recommendation, with a salt", async () => {
    const [one, other] = await Promise.all([hashPassword('x'), hashPassword('x')]);
    assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.notEqual(one, other);
  });

  it('matches the same password only, however the keyboard composed it', async () => {
    const hash = await hashPassword('caf\u00e9');
    assert.equal(await passwordMatches('cafe\u0301', hash), true);
    assert.equal(await passwordMatches('cafe', hash), false);
    assert.equal(await passwordMatches('', undefined), false);
  });
});

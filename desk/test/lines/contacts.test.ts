import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { resolve, type Member } from '../../../src/core/resolve.ts';
import { createContacts } from '../../src/lines/contacts.ts';
import { HOUR, SECOND } from '../../../src/core/time.ts';
import { checkedShop, NOW } from '../support/fixture.ts';

const shop = checkedShop();

const verified = fc.record({
  verified: fc.constant(true as const),
  tier: fc.constantFrom('vip', 'diamond', 'none', '__proto__'),
  name: fc.option(fc.string(), { nil: undefined }),
  expiresAt: fc.integer({ min: NOW, max: NOW + HOUR }),
});
const guest = fc.record({
  verified: fc.constant(false as const),
  reason: fc.constantFrom('missing' as const, 'expired' as const),
});
const members: fc.Arbitrary<Member> = fc.oneof(verified, guest);

describe('the contacts of a second', () => {
  it('are those that each member would get alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(members, fc.integer({ min: 0, max: 20 })), { minLength: 1 }),
        (requests) => {
          const contactOf = createContacts();
          for (const [member, hours] of requests) {
            const now = NOW + hours * HOUR;
            const { callback, ...others } = contactOf(shop, member, now);
            const { consentVersion: _, ...offered } = callback ?? {};
            assert.deepEqual({ ...others, callback: offered }, resolve(shop, member, now));
          }
        },
      ),
    );
  });

  it('are resolved once for all guests of a kind', () => {
    const contactOf = createContacts();
    const missing: Member = { verified: false, reason: 'missing' };
    const first = contactOf(shop, missing, NOW);
    assert.equal(contactOf(shop, missing, NOW + SECOND - 1), first);
    assert.notEqual(contactOf(shop, { ...missing, reason: 'expired' }, NOW), first);
    assert.notEqual(contactOf(shop, missing, NOW + SECOND), first);
    assert.notEqual(contactOf({ ...shop }, missing, NOW), first);
  });

  it('follow a new config at once', () => {
    const contactOf = createContacts();
    const missing: Member = { verified: false, reason: 'missing' };
    contactOf(shop, missing, NOW);
    const renamed = { ...shop, brand: { ...shop.brand, name: '新店' } };
    assert.equal(contactOf(renamed, missing, NOW).brand.name, '新店');
  });
});

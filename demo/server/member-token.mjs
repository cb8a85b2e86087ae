import { SignJWT } from 'jose';

/** Shared by desk and shop: the token's audience, and the id of the key that signs it. */
export const DESK_ID = 'xinghe-demo';
export const KEY_ID = 'demo-1';

/**
 * A JWT that tells the desk who the member is, and on which number to call them. It expires after ten minutes; the desk accepts at
 * most fifteen.
 * @param {import('../shop/members.mjs').Member} member
 * @param {string} secret base64url, as the desk reads it
 * @param {string} [name] how the widget addresses the member
 * @returns {Promise<string>} the JWT
 */
export function memberToken(member, secret, name = member.name) {
  return new SignJWT({ tier: member.tier, name, phone: member.phone })
    .setProtectedHeader({ alg: 'HS256', kid: KEY_ID })
    .setSubject(member.id)
    .setAudience(DESK_ID)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(Buffer.from(secret, 'base64url'));
}

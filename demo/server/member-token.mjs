import { SignJWT } from 'jose';

/** What the desk and the shop agree on: the desk's id, and the key that the shop signs with. */
export const DESK_ID = 'xinghe-demo';
export const KEY_ID = 'demo-1';

/**
 * The shop's word for who its member is, good for ten minutes; the desk takes at most fifteen.
 * @param {import('../shop/members.mjs').Member} member
 * @param {string} secret base64url, as the desk reads it
 * @param {string} [name] how to address the member, where not by their usual name
 * @returns {Promise<string>} a JWT
 */
export function memberToken(member, secret, name = member.name) {
  return new SignJWT({ tier: member.tier, name })
    .setProtectedHeader({ alg: 'HS256', kid: KEY_ID })
    .setSubject(member.id)
    .setAudience(DESK_ID)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(Buffer.from(secret, 'base64url'));
}

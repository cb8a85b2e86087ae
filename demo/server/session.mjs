import { createHmac, timingSafeEqual } from 'node:crypto';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { findMember } from '../shop/members.mjs';

const COOKIE = 'xinghe_session';
const MAX_AGE_S = 86_400;

/**
 * Remembers who is signed in, in a signed cookie.
 * @param {string} secret
 */
export function createSessions(secret) {
  /** @param {string} value */
  const sign = (value) => createHmac('sha256', secret).update(value).digest('base64url');

  /** @param {string} cookie */
  function open(cookie) {
    const [value = '', signature = ''] = cookie.split('.');
    const expected = Buffer.from(sign(value));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    const { tier, expires } = JSON.parse(Buffer.from(value, 'base64url').toString());
    return Date.now() < expires ? findMember(tier) : undefined;
  }

  return {
    /** @param {import('hono').Context} c */
    member: (c) => open(getCookie(c, COOKIE) ?? ''),

    /** @param {import('hono').Context} c @param {import('../shop/members.mjs').Member} member */
    signIn(c, member) {
      const value = Buffer.from(
        JSON.stringify({ tier: member.tier, expires: Date.now() + MAX_AGE_S * 1000 }),
      ).toString('base64url');
      setCookie(c, COOKIE, `${value}.${sign(value)}`, {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        maxAge: MAX_AGE_S,
      });
    },

    /** @param {import('hono').Context} c */
    signOut: (c) => void deleteCookie(c, COOKIE, { path: '/' }),
  };
}

/** @typedef {ReturnType<typeof createSessions>} Sessions */

import type { Context } from 'hono';
import { generateCookie, getCookie } from 'hono/cookie';
import type { DeskConfig } from '../config/desk-config.ts';
import { isHttps } from '../http/origin.ts';

const NAME = 'hotline_session';

/**
 * With the prefix `__Host-`, browsers insist on `Secure` and `Path=/`, and other hosts of the
 * domain cannot set it (RFC 6265bis).
 */
export const prefixOf = (c: Context, desk: DeskConfig): 'host' | undefined =>
  isHttps(c, desk) ? 'host' : undefined;

function writeCookie(c: Context, desk: DeskConfig, value: string, maxAge: number): void {
  const prefix = prefixOf(c, desk);
  const cookie = generateCookie(NAME, value, {
    httpOnly: true,
    sameSite: 'Strict',
    maxAge,
    ...(prefix && { prefix }),
  });
  // Not `setCookie`: it appends, and an answer carries one session cookie, the last that was
  // written.
  c.header('Set-Cookie', cookie);
}

/** Gives the browser a session token until `expiresAt`. Both instants are epoch ms. */
export const writeSessionCookie = (
  c: Context,
  desk: DeskConfig,
  { token, expiresAt, now }: { token: string; expiresAt: number; now: number },
): void => writeCookie(c, desk, token, Math.max(0, Math.ceil((expiresAt - now) / 1000)));

export const deleteSessionCookie = (c: Context, desk: DeskConfig): void =>
  writeCookie(c, desk, '', 0);

/** The session token of a request; undefined where none has the form of one. */
export function readSessionCookie(c: Context, desk: DeskConfig): string | undefined {
  const token = getCookie(c, NAME, prefixOf(c, desk));
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}

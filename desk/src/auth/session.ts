import { createHash } from 'node:crypto';
import type { SessionRecord } from '../store/store.ts';
import type { RandomBytes } from './secrets.ts';
import { sortedId } from '../domain/sorted-id.ts';

/** A working day; then one signs in again. */
export const SESSION_MS = 12 * 3_600_000;
/** A token that was seen by somebody it was not meant for is of no use to them for longer. */
export const ROTATE_MS = 15 * 60_000;
/** So long the token before counts too: requests under way carry it. */
export const PREVIOUS_MS = 60_000;

const TOKEN_BYTES = 32;

export const makeToken = (random: RandomBytes): string =>
  Buffer.from(random(TOKEN_BYTES)).toString('base64url');

/** What is stored of a token. A hash without salt will do: the token is random. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');

export const newSession = (
  agent: string,
  token: string,
  now: number,
  random: RandomBytes,
): SessionRecord => ({
  id: sortedId(now, random),
  agent,
  tokenHash: hashToken(token),
  createdAt: now,
  rotatedAt: now,
  expiresAt: now + SESSION_MS,
});

/** The prefix makes browsers insist on `Secure` and `Path=/`, and keeps other hosts of the same domain from setting it (RFC 6265bis). */
const cookieName = (secure: boolean): string =>
  secure ? '__Host-hotline_session' : 'hotline_session';

const cookie = (value: string, secure: boolean, seconds: number): string =>
  `${cookieName(secure)}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure ? '; Secure' : ''}`;

/** `Set-Cookie` for a token that is good until `expiresAt`. */
export const tokenCookie = (
  token: string,
  secure: boolean,
  expiresAt: number,
  now: number,
): string => cookie(token, secure, Math.max(0, Math.ceil((expiresAt - now) / 1000)));

export const noCookie = (secure: boolean): string => cookie('', secure, 0);

/** The token in a `Cookie` header; undefined where there is none that could be one. */
export function readToken(header: string | undefined, secure: boolean): string | undefined {
  const start = `${cookieName(secure)}=`;
  const value = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(start))
    ?.slice(start.length);
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
}

import { createHash } from 'node:crypto';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import type { RandomBytes } from '../domain/random.ts';
import { sortedId } from '../domain/sorted-id.ts';

/** A working day; then one signs in again. */
export const SESSION_MS = 12 * HOUR;
/** A token that was seen by somebody it was not meant for is of no use to them for longer. */
export const ROTATE_MS = 15 * MINUTE;
/** So long the token before counts too: requests under way carry it. */
export const PREVIOUS_MS = MINUTE;

const TOKEN_BYTES = 32;

/** A session as it is stored. Instants are epoch ms. */
export interface SessionRecord {
  id: string;
  /** Id of the agent. */
  agent: string;
  tokenHash: string;
  createdAt: number;
  rotatedAt: number;
  expiresAt: number;
}

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

import { createHash } from 'node:crypto';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import type { RandomBytes } from '../domain/random.ts';
import { sortedId } from '../domain/sorted-id.ts';

/** How long a session lasts, ms: a working day. */
export const SESSION_MS = 12 * HOUR;
/** Age at which a token is replaced, ms, so that a stolen one is soon useless. */
export const ROTATE_MS = 15 * MINUTE;
/** How long a replaced token stays valid, ms: requests under way carry it. */
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

/** Hash of a token for storage. It needs no salt, because the token is random. */
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

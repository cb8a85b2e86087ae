import { createHash, createHmac } from 'node:crypto';
import type { RandomBytes } from '../domain/random.ts';
import { equalInConstantTime } from './equal.ts';

const hmac = (secret: Uint8Array, purpose: string, text: string): string =>
  createHmac('sha256', secret).update(`${purpose}:${text}`).digest('base64url');

/**
 * The key of a ticket: 256 bits in base64url, an HMAC with the desk's secret. It depends on the
 * Idempotency-Key, so that a repeated request gets the same key although only its hash is stored.
 */
export const ticketKey = (secret: Uint8Array, number: string, idempotencyKey: string): string =>
  hmac(secret, 'ticket-key', `${number}:${idempotencyKey}`);

/** A new key: 256 random bits in base64url. */
export const randomKey = (random: RandomBytes): string =>
  Buffer.from(random(32)).toString('base64url');

/** Hash of a ticket's key for storage. It needs no salt, because the key is random. */
export const hashKey = (key: string): string =>
  createHash('sha256').update(key).digest('base64url');

/** Whether a key matches a hash, in constant time. */
export const keyMatches = (key: string, hash: string): boolean =>
  equalInConstantTime(hashKey(key), hash);

/**
 * HMAC of an Idempotency-Key for storage: the database and the desk's secret together do not reveal
 * ticket keys.
 */
export const hashIdempotencyKey = (secret: Uint8Array, key: string): string =>
  hmac(secret, 'idempotency-key', key);

/**
 * HMAC of a request body, to compare two requests. Keyed, because a plain hash would reveal phone
 * numbers by trying them all.
 */
export const fingerprint = (secret: Uint8Array, body: unknown): string =>
  hmac(secret, 'body', JSON.stringify(body));

/**
 * Key under which a limit is counted in the database. An HMAC, because an address or a login is
 * personal data, and a login may be a password in the wrong field.
 * @example throttleKey(secret, 'briefs', '192.0.2.1')
 */
export const throttleKey = (secret: Uint8Array, limit: string, ...parts: string[]): string =>
  `${limit}:${hmac(secret, 'throttle', JSON.stringify(parts)).slice(0, 22)}`;

/** HMAC that shows that the desk made a device cookie for a login, valid until `end`. */
export const deviceMac = (secret: Uint8Array, login: string, nonce: string, end: string): string =>
  hmac(secret, 'device', JSON.stringify([login, nonce, end]));

/** By this, consoles see that tickets are of one member or phone number, and nothing else of them. */
export const callerKey = (secret: Uint8Array, caller: string): string =>
  hmac(secret, 'caller', caller).slice(0, 10);

/** Pseudonym of a member for their browser. It does not reveal the shop's id. */
export const memberRef = (secret: Uint8Array, sub: string): string =>
  hmac(secret, 'member-ref', sub).slice(0, 16);

/** HMAC by which the desk knows its own challenges, and for which Idempotency-Key they are. */
export const challengeMac = (secret: Uint8Array, idempotencyKey: string, told: string): string =>
  hmac(secret, 'challenge', JSON.stringify([idempotencyKey, told]));

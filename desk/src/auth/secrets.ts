import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const hmac = (secret: Uint8Array, purpose: string, text: string): string =>
  createHmac('sha256', secret).update(`${purpose}:${text}`).digest('base64url');

/**
 * The key of a ticket, 256 bits in base64url. It is made of the Idempotency-Key, so that a repeated request is given the
 * same key although only its hash is stored, and of the desk's secret, so that nobody else can make it.
 */
export const ticketKey = (secret: Uint8Array, number: string, idempotencyKey: string): string =>
  hmac(secret, 'ticket-key', `${number}:${idempotencyKey}`);

/** What is stored of a ticket's key. A hash without salt will do: the key is random. */
export const hashKey = (key: string): string =>
  createHash('sha256').update(key).digest('base64url');

/** Whether a key is the one of a hash, in a time that does not tell how much of it is right. */
export function keyMatches(key: string, hash: string): boolean {
  const [presented, stored] = [Buffer.from(hashKey(key)), Buffer.from(hash)];
  return presented.length === stored.length && timingSafeEqual(presented, stored);
}

/** What is stored of an Idempotency-Key: with the desk's secret alone, no ticket's key can be made from the database. */
export const hashIdempotencyKey = (secret: Uint8Array, key: string): string =>
  hmac(secret, 'idempotency-key', key);

/** Tells two bodies apart. Keyed, because phone numbers are few enough to try them all against a bare hash. */
export const fingerprint = (secret: Uint8Array, body: unknown): string =>
  hmac(secret, 'body', JSON.stringify(body));

/** What a member's browser knows them by: it tells nothing of the shop's own id. */
export const memberRef = (secret: Uint8Array, sub: string): string =>
  hmac(secret, 'member-ref', sub).slice(0, 16);

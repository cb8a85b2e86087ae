import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { MINUTE } from '../../../src/core/time.ts';

/** A message signed earlier or later than this, by the desk's clock, is not believed: it may be an old one, sent again. */
export const TOLERANCE_MS = 5 * MINUTE;

export interface SignedHeaders {
  id: string | undefined;
  /** Seconds since the epoch. */
  timestamp: string | undefined;
  /** One or more of `v1,<base64>`, separated by spaces. */
  signature: string | undefined;
}

const same = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * Judges a message by the convention of Standard Webhooks.
 * @param now Epoch ms
 * @returns when it was signed (epoch ms), or undefined where it is not believed
 */
export function signedAt(
  secret: string,
  payload: string,
  { id, timestamp, signature }: SignedHeaders,
  now: number,
): number | undefined {
  if (!id || !signature || !/^\d{1,12}$/.test(timestamp ?? '')) return undefined;
  const at = Number(timestamp) * 1000;
  if (Math.abs(now - at) > TOLERANCE_MS) return undefined;
  const expected = new Webhook(secret).sign(id, new Date(at), payload);
  return signature.split(' ').some((given) => same(given, expected)) ? at : undefined;
}

import { Webhook } from 'standardwebhooks';
import { MINUTE } from '../../../src/core/time.ts';
import { equalInConstantTime } from './equal.ts';

/**
 * Messages signed longer ago, or further ahead, than this are refused, ms: they may be replayed.
 */
export const TOLERANCE_MS = 5 * MINUTE;

export interface SignedHeaders {
  id: string | undefined;
  /** Seconds since the epoch. */
  timestamp: string | undefined;
  /** One or more of `v1,<base64>`, separated by spaces. */
  signature: string | undefined;
}

/**
 * Verifies a message signed as Standard Webhooks specifies.
 * @param now Epoch ms
 * @returns when it was signed (epoch ms); undefined when the signature is not valid
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
  return signature.split(' ').some((given) => equalInConstantTime(given, expected))
    ? at
    : undefined;
}

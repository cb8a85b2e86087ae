import { Webhook as Signer } from 'standardwebhooks';
import type { Webhook } from '../config/receivers.ts';
import { parseRetryAfter } from '../../../src/core/retry-after.ts';
import type { Answer, Outgoing } from './send.ts';
import type { Verdict } from './verdict.ts';

/**
 * A message in the format of Standard Webhooks.
 * @param id The same for every attempt, so that receivers can drop duplicates
 * @param now Time of this attempt, epoch ms; receivers refuse messages that are minutes old
 */
export function webhookRequest(
  webhook: Webhook,
  id: string,
  payload: string,
  now: number,
): Outgoing {
  return {
    url: webhook.url,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'hotline-desk',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1000)),
      'webhook-signature': new Signer(webhook.secret).sign(id, new Date(now), payload),
    },
    body: payload,
    allowPrivateAddresses: webhook.allowPrivateAddresses,
  };
}

/**
 * Result of a request to a webhook. Any 2xx is delivered, 410 is refused, everything else
 * (redirects too) is tried again.
 */
export function judgeWebhook({ status, retryAfter }: Answer, now: number): Verdict {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const error = `HTTP ${status}`;
  if (status === 410) return { kind: 'refused', error };
  const asked = status === 429 || status === 503 ? parseRetryAfter(retryAfter, now) : undefined;
  return asked === undefined
    ? { kind: 'failed', error }
    : { kind: 'failed', error, pauseMs: asked, quiet: true };
}

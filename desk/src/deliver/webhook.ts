import { Webhook as Signer } from 'standardwebhooks';
import type { Webhook } from '../config/receivers.ts';
import { parseRetryAfter } from './retry.ts';
import type { Answer, Outgoing } from './send.ts';
import type { Verdict } from './verdict.ts';

/**
 * A message as the convention of Standard Webhooks wants it.
 * @param id The same for every attempt: receivers drop what they have seen
 * @param now Of this attempt, epoch ms; receivers refuse what is minutes old
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

/** Any 2xx is a yes; 410 a no for good; a redirect, as everything else, is tried again. */
export function judgeWebhook({ status, retryAfter }: Answer, now: number): Verdict {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const error = `HTTP ${status}`;
  if (status === 410) return { kind: 'refused', error };
  const asked = status === 429 || status === 503 ? parseRetryAfter(retryAfter, now) : undefined;
  return asked === undefined
    ? { kind: 'failed', error }
    : { kind: 'failed', error, pauseMs: asked, quiet: true };
}

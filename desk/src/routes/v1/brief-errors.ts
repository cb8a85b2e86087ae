import type { Context } from 'hono';
import type { Brief } from '../../../../src/contract/callback.ts';
import type { Contact } from '../../../../src/contract/contact.ts';
import { instantFrom } from '../../../../src/core/time.ts';
import { problem } from '../../http/problem.ts';

/** Names the screenshots that cannot be claimed. Nothing was stored: without them it can be sent. */
export const refuseAttachments = (c: Context, at: readonly number[]): Response =>
  problem(c, 'unknown-attachment', {
    errors: at.map((place) => ({ pointer: `/attachments/${place}`, code: 'unknown' })),
  });

/**
 * Checks what the schema of a brief cannot: the topic and the date. Undefined where both are right.
 */
export function refuseBrief(
  c: Context,
  { topic, occurredAt }: Brief,
  contact: Contact,
): Response | undefined {
  if (topic !== undefined && !contact.topics.some(({ id }) => id === topic)) {
    return problem(c, 'unknown-topic', { errors: [{ pointer: '/topic', code: 'unknown' }] });
  }
  // The schema checks the form of a timestamp only: 31 February passes it.
  if (occurredAt !== undefined && instantFrom(occurredAt) === undefined) {
    return problem(c, 'invalid-body', {
      errors: [{ pointer: '/occurredAt', code: 'iso-timestamp' }],
    });
  }
  return undefined;
}

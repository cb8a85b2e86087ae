import type { Context } from 'hono';
import type { Brief } from '../../../../src/contract/callback.ts';
import type { Contact } from '../../../../src/contract/contact.ts';
import type { Env } from '../../deps.ts';
import { problem } from '../../http/problem.ts';

/** What a brief's schema cannot see; undefined where nothing is wrong. */
export function refuseBrief(
  c: Context<Env>,
  { topic, occurredAt }: Brief,
  contact: Contact,
): Response | undefined {
  if (topic !== undefined && !contact.topics.some(({ id }) => id === topic)) {
    return problem(c, 'unknown-topic', { errors: [{ pointer: '/topic', code: 'unknown' }] });
  }
  // The schema knows the shape of a timestamp; the calendar knows the days.
  if (occurredAt !== undefined && Number.isNaN(Date.parse(occurredAt))) {
    return problem(c, 'invalid-body', {
      errors: [{ pointer: '/occurredAt', code: 'iso-timestamp' }],
    });
  }
  return undefined;
}

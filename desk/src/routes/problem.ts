import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem, ProblemCode } from '../../../src/contract/problem.ts';

const PROBLEMS: Readonly<Record<ProblemCode, readonly [status: ContentfulStatusCode, title: string]>> = {
  'invalid-body': [400, 'The body is not what this call takes'],
  'phone-not-callable': [422, 'This number cannot be called back'],
  'unknown-topic': [422, 'There is no such topic'],
  'callbacks-unavailable': [404, 'This shop takes no callbacks'],
  'idempotency-key-missing': [400, 'An Idempotency-Key of 1 to 200 visible ASCII characters is required'],
  'idempotency-key-reused': [422, 'This Idempotency-Key was used with another body'],
  'too-many-for-number': [429, 'This number has enough callbacks for now'],
  'too-many-requests': [429, 'Too many requests'],
  'body-too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The body must be application/json'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'This method is not for this address'],
  'not-cancellable': [409, 'This ticket can no longer be cancelled'],
  unavailable: [503, 'Not available at the moment'],
  internal: [500, 'Something went wrong'],
};

export const problemStatus = (code: ProblemCode): ContentfulStatusCode => PROBLEMS[code][0];

type Details = { errors?: NonNullable<Problem['errors']>; headers?: Record<string, string> };

/** An answer that says what is wrong, to people and programs, without a word of what was sent (RFC 9457). */
export function problem(c: Context, code: ProblemCode, { errors, headers }: Details = {}): Response {
  const [status, title] = PROBLEMS[code];
  const body: Problem = { type: `urn:hotline:problem:${code}`, title, status, code, ...(errors && { errors }) };
  return c.body(JSON.stringify(body), status, { ...headers, 'Content-Type': 'application/problem+json' });
}

/** For `Retry-After`: whole seconds, at least one. */
export const retryAfter = (ms: number): Record<string, string> => ({ 'Retry-After': String(Math.max(1, Math.ceil(ms / 1000))) });

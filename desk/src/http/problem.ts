import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem, ProblemCode } from '../../../src/contract/problem.ts';
import type { ConsoleProblem } from '../../wire/problems.ts';

/** Codes of the public contract, and those that only the agents' console receives. */
export type AnyProblem = ProblemCode | ConsoleProblem;

const PROBLEMS: Readonly<
  Record<AnyProblem, readonly [status: ContentfulStatusCode, title: string]>
> = {
  'invalid-body': [400, 'The body is not what this call takes'],
  'consent-changed': [409, 'What members agree to has changed since'],
  'phone-not-callable': [422, 'This number cannot be called back'],
  'unknown-topic': [422, 'There is no such topic'],
  'callbacks-unavailable': [404, 'This shop takes no callbacks'],
  'idempotency-key-missing': [
    400,
    'An Idempotency-Key of 1 to 200 visible ASCII characters (with GET: 22 to 200) is required',
  ],
  'idempotency-key-reused': [422, 'This Idempotency-Key was used with another body'],
  'too-many-for-number': [429, 'This number has enough callbacks for now'],
  'too-many-requests': [429, 'Too many requests'],
  'proof-required': [429, 'Very many requests come: this one needs a proof of work'],
  'body-too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The body has another type than this call takes'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'This method is not for this address'],
  'unknown-slot': [422, 'There is no such window to book'],
  'slot-full': [409, 'This window is full'],
  'not-cancellable': [409, 'This ticket can no longer be cancelled'],
  'not-reschedulable': [409, 'This ticket cannot be rescheduled now'],
  'not-nudgeable': [409, 'The agents cannot be reminded of this ticket now'],
  'not-ratable': [409, 'This ticket cannot be rated now'],
  'not-erasable': [409, 'This ticket cannot be erased during a call'],
  'not-ready': [409, 'The next call cannot be brought forward now'],
  'not-reopenable': [409, 'This ticket cannot be opened again'],
  'not-reportable': [409, 'Calls can no longer be reported with this ticket'],
  'bad-signature': [401, 'The signature is missing, wrong or too old'],
  'token-not-accepted': [401, 'A member token that the desk believes is required'],
  'attachments-unavailable': [404, 'This shop takes no screenshots'],
  'picture-not-readable': [422, 'This is no picture that can be shown'],
  'attachments-full': [507, 'There is no room for more screenshots at the moment'],
  'unknown-attachment': [422, 'A screenshot is not there, or was sent before'],
  'unknown-inquiry': [422, 'Nothing of this kind was asked for'],
  'inquiry-withdrawn': [409, 'This is no longer asked for'],
  'inquiry-answered': [409, 'This was answered before'],
  unavailable: [503, 'Not available at the moment'],
  internal: [500, 'Something went wrong'],
  'sign-in-failed': [401, 'Name or password is wrong'],
  'signed-out': [401, 'Nobody is signed in'],
  'wrong-origin': [403, 'This call comes from another page'],
  'not-for-this-role': [403, 'Only supervisors may do this'],
  'held-by-another': [409, 'Another agent holds this ticket'],
  'not-held': [409, 'You do not hold this ticket'],
  'not-alike': [409, 'These tickets are of different callers'],
  'has-ended': [409, 'This ticket has ended'],
  'not-claimable': [409, 'This ticket cannot be taken'],
  'agent-not-here': [409, 'This agent is not connected'],
  'nothing-waits': [404, 'Nothing waits'],
  'on-a-call': [409, 'You are on a call'],
  'unknown-code': [404, 'There is no brief with this code'],
  'no-number': [422, 'There is no number to call'],
  'not-in-future': [422, 'This time has passed'],
  'never-asked': [422, 'Agents never ask for this'],
  'no-follower': [409, 'No device of the member follows this ticket'],
  'too-many-inquiries': [409, 'This ticket has as many inquiries as it can have'],
  'login-taken': [409, 'This login is taken'],
  'last-supervisor': [409, 'Somebody has to be supervisor'],
  'too-many-notices': [409, 'There are as many notices as there can be'],
  'test-failed': [502, 'The receiver did not take the test message'],
};

export const problemStatus = (code: AnyProblem): ContentfulStatusCode => PROBLEMS[code][0];

type Details = { errors?: NonNullable<Problem['errors']>; headers?: Record<string, string> };

/**
 * Answers with problem details (RFC 9457). They never repeat what was sent.
 * @example return problem(c, 'too-many-requests', { headers: retryAfter(waitMs) });
 */
export function problem(c: Context, code: AnyProblem, { errors, headers }: Details = {}): Response {
  const [status, title] = PROBLEMS[code];
  const body: Omit<Problem, 'code'> & { code: AnyProblem } = {
    type: `urn:hotline:problem:${code}`,
    title,
    status,
    code,
    ...(errors && { errors }),
  };
  return c.body(JSON.stringify(body), status, {
    ...headers,
    'Content-Type': 'application/problem+json',
  });
}

/** The header `Retry-After`, in whole seconds and at least one. */
export const retryAfter = (ms: number): Record<string, string> => ({
  'Retry-After': String(Math.max(1, Math.ceil(ms / 1000))),
});

import type { Problem, ProblemCode } from '../contract/problem.ts';
import { parseRetryAfter } from '../core/retry-after.ts';
import { SECOND } from '../core/time.ts';

/** What a request needs of the browser; `window` has it. */
export interface Network {
  fetch(url: string, init?: RequestInit): Promise<Response>;
  setTimeout(act: () => void, ms: number): number;
  clearTimeout(timer: number | undefined): void;
  readonly Date: { now(): number };
}

/**
 * What a desk answered. `unreachable` also means overloaded or broken: trying again makes sense.
 */
export type Answer<Value> =
  | { ok: true; value: Value }
  | {
      ok: false;
      code: ProblemCode | 'unreachable';
      errors: NonNullable<Problem['errors']>;
      /** How long to wait before trying again, seconds: at most a day. */
      retryAfter?: number | undefined;
    };

type Refusal = NonNullable<Problem['errors']>[number];

/** Longer requests are aborted, ms. */
const TIMEOUT_MS = 15 * SECOND;

const isError = (error: Partial<Refusal> | null): boolean =>
  typeof error?.pointer === 'string' && typeof error.code === 'string';

/**
 * One request to a desk, without cookies. Never rejects. A desk says itself that its answers are not
 * to be stored; asking for that would make browsers repeat the preflight of each request.
 * @param read returns the value in the body of an answer, or undefined if it is not what a desk
 * would answer
 */
export const request = async <Value>(
  network: Network,
  url: string,
  init: RequestInit,
  read: (body: unknown) => Value | undefined,
): Promise<Answer<Value>> => {
  const unreachable: Answer<Value> = { ok: false, code: 'unreachable', errors: [] };
  const abort = new AbortController();
  const timer = network.setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const answer = await network.fetch(url, {
      ...init,
      credentials: 'omit',
      signal: abort.signal,
    });
    const pause = parseRetryAfter(answer.headers.get('retry-after'), network.Date.now());
    const retryAfter = pause && Math.ceil(pause / SECOND);
    if (answer.ok) {
      const value = read(answer.status === 204 ? null : await answer.json());
      return value === undefined ? unreachable : { ok: true, value };
    }
    // A proxy's refusal is HTML, and may say when to come again.
    const problem = (await answer.json().catch(() => null)) as Partial<Problem> | null;
    const { code, errors } = problem ?? {};
    if (answer.status >= 500 || typeof code !== 'string') return { ...unreachable, retryAfter };
    return {
      ok: false,
      code,
      errors: Array.isArray(errors) ? errors.filter(isError) : [],
      retryAfter,
    };
  } catch {
    return unreachable;
  } finally {
    network.clearTimeout(timer);
  }
};

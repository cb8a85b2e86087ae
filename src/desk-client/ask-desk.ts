import type { Problem, ProblemCode } from '../contract/problem.ts';

/** What a desk answered; `unreachable` also for one that is overloaded or broken, where trying again makes sense. */
export type Answer<Value> =
  | { ok: true; value: Value }
  | {
      ok: false;
      code: ProblemCode | 'unreachable';
      errors: NonNullable<Problem['errors']>;
      /** Seconds. */
      retryAfter?: number | undefined;
    };

/** A request that takes longer is given up: ms. */
const GIVE_UP_AFTER = 15_000;

/** One request to a desk. Never rejects: `read` returns undefined for what is no answer of a desk's. */
export const askDesk = async <Value>(
  fetcher: typeof fetch,
  url: string,
  init: RequestInit,
  read: (body: unknown) => Value | undefined,
): Promise<Answer<Value>> => {
  const unreachable: Answer<Value> = { ok: false, code: 'unreachable', errors: [] };
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), GIVE_UP_AFTER);
  try {
    const answer = await fetcher(url, {
      credentials: 'omit',
      cache: 'no-store',
      ...init,
      signal: abort.signal,
    });
    const body: unknown = answer.status === 204 ? null : await answer.json();
    if (answer.ok) {
      const value = read(body);
      return value === undefined ? unreachable : { ok: true, value };
    }
    const { code, errors } = body as Partial<Problem>;
    const retryAfter = Number(answer.headers.get('retry-after')) || undefined;
    if (answer.status >= 500 || !code) return { ...unreachable, retryAfter };
    return { ok: false, code, errors: Array.isArray(errors) ? errors : [], retryAfter };
  } catch {
    return unreachable;
  } finally {
    clearTimeout(timer);
  }
};

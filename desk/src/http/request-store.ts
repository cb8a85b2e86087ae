import type { Context } from 'hono';
import type { Env, Deps } from '../deps.ts';
import type { RequestStore } from '../store/store.ts';
import { WAIT_MS } from '../store/wait.ts';

/**
 * The store for one request. All its waits for the database end together, {@link WAIT_MS} after the
 * request arrived: a request that writes several times does not wait anew for each.
 */
export const requestStore = <E extends Env>(
  c: Pick<Context<E>, 'get'>,
  { store }: Pick<Deps, 'store'>,
): RequestStore => store.by((c.get('arrivedAt') as number) + WAIT_MS);

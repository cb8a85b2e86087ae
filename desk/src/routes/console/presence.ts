import { Hono } from 'hono';
import { PresenceSchema } from '../../../wire/session.ts';
import type { ConsoleApp, ConsoleEnv, Deps } from '../../deps.ts';
import { CLAIM_MS } from '../../domain/agent.ts';
import { jsonBody } from '../../http/json-body.ts';
import { requestStore } from '../../http/request-store.ts';
import type { RequestStore } from '../../store/store.ts';

interface Needs extends Pick<Deps, 'clock'> {
  store: RequestStore;
}

/** Marks an agent as connected now, and extends their claims. */
export async function renewPresence(agent: string, { store, clock }: Needs): Promise<void> {
  const now = clock();
  await store.agents.seen(agent, now);
  await store.tickets.renewClaims(agent, now + CLAIM_MS);
}

/**
 * `PUT /me/presence`: what the agent says of themselves. `POST /beat`: their console is still
 * connected. An open stream does not say so: TCP takes a quarter of an hour to notice that a laptop
 * has vanished.
 */
export function presenceRoutes(deps: Pick<Deps, 'store' | 'clock'>): ConsoleApp {
  const { clock } = deps;
  const routes: ConsoleApp = new Hono<ConsoleEnv>();

  routes.put('/me/presence', jsonBody(PresenceSchema), async (c) => {
    await requestStore(c, deps).agents.setPresence(
      c.get('agent').id,
      c.req.valid('json').presence,
      clock(),
    );
    return c.body(null, 204);
  });

  routes.post('/beat', async (c) => {
    await renewPresence(c.get('agent').id, { clock, store: requestStore(c, deps) });
    return c.body(null, 204);
  });

  return routes;
}

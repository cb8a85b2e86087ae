import { CLAIM_MS } from '../../domain/agent.ts';
import type { ConsoleApp, Deps } from '../../deps.ts';

type Needs = Pick<Deps, 'store' | 'clock'>;

/** The agent is there, and so holds what they hold. */
export async function renewPresence(agent: string, { store, clock }: Needs): Promise<void> {
  const now = clock();
  await store.agents.seen(agent, now);
  await store.tickets.renewClaims(agent, now + CLAIM_MS);
}

/** `POST /beat`: a console says that it is still there. An open stream does not: of a laptop that has vanished, TCP tells after a quarter of an hour. */
export function presenceRoutes(api: ConsoleApp, deps: Needs): void {
  api.post('/beat', async (c) => {
    await renewPresence(c.get('agent').id, deps);
    return c.body(null, 204);
  });
}

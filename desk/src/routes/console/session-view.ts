import type { AgentRecord } from '../../domain/agent.ts';
import type { Me, SessionView } from '../../../wire/session.ts';
import type { Lines } from '../../lines/line-facts.ts';
import type { Deps } from '../../deps.ts';

export type SessionViewOf = (agent: AgentRecord) => Promise<SessionView>;

const meOf = ({ id, login, name, role, presence }: AgentRecord): Me => ({
  id,
  login,
  name,
  role,
  presence,
});

/** What of the shop and its people the console shows everybody who is signed in. */
export function createSessionView(
  { config, store }: Pick<Deps, 'config' | 'store'>,
  lines: Lines,
): SessionViewOf {
  return async (agent) => {
    const { shop, desk } = config.current();
    const agents = await store.agents.all();
    const shown = Object.entries(shop.lines).map(
      async ([id, { label }]) =>
        [id, { label, open: (await lines.status(id))?.status.state !== 'closed' }] as const,
    );
    return {
      me: meOf(agent),
      brand: shop.brand.name,
      ...(shop.brand.accent !== undefined && { accent: shop.brand.accent }),
      timeZone: shop.timeZone,
      tiers: Object.fromEntries(
        Object.entries(shop.tiers).map(([id, { label, style }]) => [
          id,
          { label, style: style ?? 'normal' },
        ]),
      ),
      lines: Object.fromEntries(await Promise.all(shown)),
      topics: Object.fromEntries(shop.topics.map(({ id, label }) => [id, label])),
      agents: Object.fromEntries(agents.map(({ id, name }) => [id, name])),
      webhooks: desk.webhooks.map(({ id }) => id),
      bots: desk.bots.map(({ id, kind }) => ({ id, kind })),
    };
  };
}

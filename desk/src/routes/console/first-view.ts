import type { ConsoleContext, Deps } from '../../deps.ts';
import { requestStore } from '../../http/request-store.ts';

/**
 * Records that an agent sees something of a member for the first time: call it before it is shown.
 * Later views of the same agent are not recorded.
 */
export async function recordFirstView(
  c: ConsoleContext,
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  action: 'ticket.opened' | 'ticket.screenshots-seen',
  ticket: string,
): Promise<void> {
  const actor = c.get('agent').id;
  const done = await store.audit.list({ actor, ticket }, 1000);
  if (done.some((entry) => entry.action === action)) return;
  await requestStore(c, { store }).audit.add(clock(), { actor, action, ticket });
}
